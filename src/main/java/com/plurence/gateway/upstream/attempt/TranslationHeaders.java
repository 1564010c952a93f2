package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.dialect.translation.TranslatedCall;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Headers that tell clients what a translation has left out, and what in it is a guess. */
public final class TranslationHeaders {
  /** Fields of the request that the model's provider was not sent. */
  public static final String DROPPED = "x-plurence-dropped";

  /** What in the response is the gateway's own estimate. */
  public static final String ESTIMATED = "x-plurence-estimated";

  private static final CharSequence DROPPED_NAME = HttpHeaders.createOptimized(DROPPED);
  private static final CharSequence ESTIMATED_NAME = HttpHeaders.createOptimized(ESTIMATED);
  private static final int LONGEST_NAME = 256;

  private TranslationHeaders() {}

  /** Puts what there is to tell of {@code call} into the headers of the response to it. */
  static void put(TranslatedCall call, MultiMap headers) {
    if (!call.dropped().isEmpty()) {
      headers.set(DROPPED_NAME, names(call.dropped()));
    }
    if (!call.estimated().isEmpty()) {
      headers.set(ESTIMATED_NAME, call.estimated());
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
