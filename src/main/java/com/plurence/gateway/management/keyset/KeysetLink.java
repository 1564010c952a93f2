package com.plurence.gateway.management.keyset;

import java.util.ArrayList;
import java.util.List;

/** The header {@code link} of a list, which leads to its next part. */
public final class KeysetLink {
  private KeysetLink() {}

  /**
   * The value of the header.
   *
   * @param uri of this part: path and query as they came
   * @param limit how many items a part has
   * @param end the last row of this part
   */
  public static String next(String uri, int limit, Position end) {
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    List<String> query = new ArrayList<>();
    query.add("limit=" + limit);
    if (question >= 0) {
      for (String parameter : uri.substring(question + 1).split("&", -1)) {
        if (!parameter.matches("(limit|offset|after)(=.*)?|")) {
          query.add(escaped(parameter));
        }
      }
    }
    query.add("after=" + end.token());
    return "<%s?%s>; rel=\"next\"".formatted(path, String.join("&", query));
  }

  /** What would end the address, or the header, too early. */
  private static String escaped(String parameter) {
    return parameter
        .replace("<", "%3C")
        .replace(">", "%3E")
        .replace("\"", "%22")
        .replace(" ", "%20");
  }
}
