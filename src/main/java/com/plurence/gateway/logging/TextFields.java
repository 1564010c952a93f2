package com.plurence.gateway.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The key-values of a log event as text, such as {@code status=404 model="a b"}. Values are words
 * of clients and providers, too: quotes, backslashes and control characters are escaped, so that
 * nobody but the gateway ends a line or colours a terminal. Named in {@code conf/logback.xml}.
 */
public final class TextFields extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (KeyValuePair pair : pairs) {
      text.append(' ').append(pair.key).append('=');
      append(text, shown(pair.value));
    }
    return text.toString();
  }

  private static String shown(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.2f", number)
        : String.valueOf(value);
  }

  private static void append(StringBuilder text, String value) {
    if (!value.isEmpty() && value.chars().allMatch(TextFields::isPlain)) {
      text.append(value);
      return;
    }
    text.append('"');
    value.codePoints().forEach(character -> appendEscaped(text, character));
    text.append('"');
  }

  private static boolean isPlain(int character) {
    return character > ' ' && character < 0x7f && "\"\\=".indexOf(character) < 0;
  }

  private static void appendEscaped(StringBuilder text, int character) {
    switch (character) {
      case '"', '\\' -> text.append('\\').appendCodePoint(character);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (isHarmless(character)) {
          text.appendCodePoint(character);
        } else {
          text.append("\\u{").append(Integer.toHexString(character)).append('}');
        }
      }
    }
  }

  /** Not what ends lines, steers terminals or turns the direction of writing. */
  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
