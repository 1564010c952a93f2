package com.plurence.gateway.extension.host;

import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of a request as extensions see them: they see who calls, not with what. */
public final class ShownHeaders {
  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie");

  private ShownHeaders() {}

  /** By name in lower case; several values are joined. */
  public static Map<String, String> of(MultiMap headers) {
    Map<String, String> shown = new HashMap<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!CREDENTIALS.contains(lower)) {
            shown.merge(lower, value, (one, other) -> one + ", " + other);
          }
        });
    return shown;
  }
}
