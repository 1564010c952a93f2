package com.plurence.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What Jackson says of a document. Jackson lets some invalid UTF-8 and the byte order mark pass, so
 * the JDK's decoder is asked about those.
 */
final class Oracle {
  // Not to guess at UTF-16 from a zero byte.
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  private Oracle() {}

  /** What a {@link Transcript} of {@code document} must be; empty where it is not JSON. */
  static Optional<List<String>> transcript(byte[] document) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return text.startsWith("\uFEFF") ? Optional.empty() : Optional.of(read(document));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> read(byte[] document) throws IOException {
    List<String> lines = new ArrayList<>();
    Deque<Long> open = new ArrayDeque<>();
    int roots = 0;
    try (JsonParser parser = JSON.createParser(document)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (open.isEmpty() && ++roots > 1) {
          throw new IOException("more than one value");
        }
        lines.add(line(parser, token, open));
      }
    }
    if (roots == 0) {
      throw new IOException("no value");
    }
    return lines;
  }

  private static String line(JsonParser parser, JsonToken token, Deque<Long> open)
      throws IOException {
    String text = parser.getText();
    long from = parser.currentTokenLocation().getByteOffset();
    long to = parser.currentLocation().getByteOffset();
    switch (token) {
      case START_OBJECT -> {
        open.push(from);
        return "enter OBJECT";
      }
      case START_ARRAY -> {
        open.push(from);
        return "enter ARRAY";
      }
      case END_OBJECT -> {
        return "leave OBJECT " + open.pop() + "-" + to;
      }
      case END_ARRAY -> {
        return "leave ARRAY " + open.pop() + "-" + to;
      }
      case FIELD_NAME -> {
        boolean cut = text.getBytes(StandardCharsets.UTF_8).length > 64;
        return cut ? "long name" : "name " + readable(text);
      }
      case VALUE_STRING -> {
        return "STRING " + from + "-" + to + " " + readable(text);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return "NUMBER "
            + from
            + "-"
            + (from + text.length())
            + " "
            + (text.length() > 64 ? "long" : text);
      }
      case VALUE_TRUE -> {
        return "TRUE " + from + "-" + (from + 4) + " ";
      }
      case VALUE_FALSE -> {
        return "FALSE " + from + "-" + (from + 5) + " ";
      }
      default -> {
        return "NULL " + from + "-" + (from + 4) + " ";
      }
    }
  }

  /** Lone surrogates have no UTF-8; the scanner shows them as U+FFFD. */
  private static String readable(String text) {
    StringBuilder readable = new StringBuilder();
    text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .forEach(readable::appendCodePoint);
    return readable.toString();
  }
}
