package com.plurence.gateway.upstream.attempt;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** The header that tells clients what was left out of their requests. */
final class TranslationHeaders {
  private static final CharSequence DROPPED = HttpHeaders.createOptimized("x-plurence-dropped");
  private static final int LONGEST_NAME = 256;

  private TranslationHeaders() {}

  /**
   * Puts what there is to tell into the headers of a response.
   *
   * @param dropped of the request, by the client's own names
   */
  static void put(List<String> dropped, MultiMap headers) {
    if (!dropped.isEmpty()) {
      headers.set(DROPPED, names(dropped));
    }
  }

  /** Clients choose the names of members, so they may be anything; a header may not. */
  private static String names(List<String> dropped) {
    StringBuilder names = new StringBuilder();
    for (String name : dropped) {
      names.append(names.isEmpty() ? "" : ", ");
      for (int i = 0; i < Math.min(name.length(), LONGEST_NAME); i++) {
        char c = name.charAt(i);
        names.append(c > ' ' && c < 0x7f && c != ',' ? c : '?');
      }
    }
    return names.toString();
  }
}
