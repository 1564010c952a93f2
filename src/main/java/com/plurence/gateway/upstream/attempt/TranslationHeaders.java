package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** The header that tells clients what a translation has left out. */
final class TranslationHeaders {
  private static final CharSequence DROPPED = HttpHeaders.createOptimized("x-plurence-dropped");
  private static final int LONGEST_NAME = 256;

  private TranslationHeaders() {}

  /** Puts what there is to tell of {@code call} into the headers of the response to it. */
  static void put(TranslatedCall call, MultiMap headers) {
    if (!call.dropped().isEmpty()) {
      headers.set(DROPPED, names(call.dropped()));
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
