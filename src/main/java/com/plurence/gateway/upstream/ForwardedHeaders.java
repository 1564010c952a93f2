package com.plurence.gateway.upstream;

import com.plurence.gateway.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which headers pass. Unknown ones do, both ways (RFC 9110, section 5.1); those of one hop do not
 * (section 7.6.1), nor do credentials, nor what one side must not learn of the other.
 */
final class ForwardedHeaders {
  private static final List<String> HOP_BY_HOP =
      List.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "content-length");

  /** As headers without values: these are looked up in any case, with nothing made to compare. */
  private static final MultiMap NOT_UPSTREAM =
      with(
          HOP_BY_HOP,
          "host",
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "openai-organization",
          "openai-project",
          "cookie",
          "expect",
          "accept-encoding",
          "content-encoding",
          "forwarded",
          "via",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-real-ip",
          "x-request-id",
          "idempotency-key",
          "origin",
          "referer",
          "x-plurence-error-format");

  private static final MultiMap NOT_TO_THE_CLIENT =
      with(
          HOP_BY_HOP,
          "date",
          "server",
          "via",
          "alt-svc",
          "set-cookie",
          "www-authenticate",
          "strict-transport-security",
          "authorization",
          "x-api-key",
          "api-key",
          "openai-organization",
          "openai-project",
          "x-request-id",
          "request-id",
          "x-client-request-id",
          "retry-after",
          "retry-after-ms",
          "x-should-retry",
          "cf-ray",
          "cf-cache-status",
          "allow");

  private static final MultiMap NONE = MultiMap.caseInsensitiveMultiMap();

  private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");

  private ForwardedHeaders() {}

  /** Puts what the client sent, and the provider's own credential, into a request to a provider. */
  static void toProvider(MultiMap client, MultiMap request, Secret credential, long length) {
    copy(client, request, NOT_UPSTREAM);
    if (!credential.isEmpty()) {
      request.set(HttpHeaders.AUTHORIZATION, "Bearer " + credential.reveal());
    }
    request.set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    request.set(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
  }

  /** Puts what a provider answered into the answer to the client. */
  static void toClient(MultiMap provider, MultiMap answer) {
    copy(provider, answer, NOT_TO_THE_CLIENT);
  }

  private static void copy(MultiMap from, MultiMap to, MultiMap dropped) {
    @Nullable String connection = from.get(HttpHeaders.CONNECTION);
    MultiMap nominated = connection == null ? NONE : nominated(connection);
    // With a consumer no entries are made, and no list of them.
    from.forEach(
        (name, value) -> {
          if (!dropped.contains(name) && !nominated.contains(name) && !isPrivate(name)) {
            to.add(name, value);
          }
        });
  }

  private static boolean isPrivate(String name) {
    return startsWith(name, "access-control-")
        || startsWith(name, "x-ratelimit-")
        || name.charAt(0) == ':';
  }

  private static boolean startsWith(String name, String beginning) {
    return name.regionMatches(true, 0, beginning, 0, beginning.length());
  }

  /** What the sender says is of this hop only; whatever is no name is no header either. */
  private static MultiMap nominated(String connection) {
    if (connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
      return NONE;
    }
    return names(Arrays.stream(connection.split(",", -1)).map(String::trim));
  }

  private static MultiMap with(List<String> some, String... more) {
    return names(Stream.concat(some.stream(), Stream.of(more)));
  }

  private static MultiMap names(Stream<String> names) {
    MultiMap set = MultiMap.caseInsensitiveMultiMap();
    names.forEach(name -> set.set(name, ""));
    return set;
  }
}
