package com.plurence.gateway.demo.answer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Text as it stands between the quotes of JSON. */
public final class JsonText {
  private static final int SHORT_ESCAPE = 2;
  private static final int UNICODE_ESCAPE = 6;

  private JsonText() {}

  /** {@code text} as it stands between quotes. */
  public static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /**
   * The beginning of a JSON string, still escaped, never cut inside an escape or a character. It
   * spares decoding a message of megabytes to quote its first words.
   *
   * @param quote where the opening quote stands
   * @param most bytes to take
   */
  static String beginning(byte[] json, int quote, int most) {
    int start = quote + 1;
    int limit = Math.min(json.length, start + most);
    int end = start;
    while (end < limit && json[end] != '"') {
      int width = width(json, end);
      if (end + width > limit) {
        break;
      }
      end += width;
    }
    return new String(json, start, end - start, StandardCharsets.UTF_8);
  }

  private static int width(byte[] json, int at) {
    int first = json[at] & 0xff;
    if (first == '\\') {
      return json[at + 1] != 'u'
          ? SHORT_ESCAPE
          : surrogate(json, at) ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
    }
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }

  /** Whether two escapes make one character. */
  private static boolean surrogate(byte[] json, int at) {
    int second = at + UNICODE_ESCAPE;
    return (json[at + 2] | 0x20) == 'd'
        && "89abAB".indexOf(json[at + 3]) >= 0
        && second + 1 < json.length
        && json[second] == '\\'
        && json[second + 1] == 'u';
  }
}
