package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.record.ProviderReply;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the id by which a provider, or a proxy before it, knows a request. */
final class ProviderRequestId {
  /** In the order in which they are trusted: the last ones name a proxy's part of the way. */
  private static final List<String> ID_HEADERS =
      List.of(
          "x-request-id",
          "request-id",
          "apim-request-id",
          "x-ms-request-id",
          "x-amzn-requestid",
          "x-amz-request-id",
          "x-goog-request-id",
          "x-ds-trace-id",
          "x-trace-id",
          "cf-ray");

  private static final Pattern ID = Pattern.compile("[\\w.:/+=@-]{1,128}");

  private ProviderRequestId() {}

  /** A response with that status, and with the id that is in its {@code headers}, if one is. */
  static ProviderReply in(int status, MultiMap headers) {
    for (String name : ID_HEADERS) {
      @Nullable String id = headers.get(name);
      if (id != null && ID.matcher(id).matches()) {
        return new ProviderReply(status, id, "");
      }
    }
    return new ProviderReply(status, "", "");
  }
}
