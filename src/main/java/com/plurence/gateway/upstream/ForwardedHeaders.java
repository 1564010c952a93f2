package com.plurence.gateway.upstream;

import com.plurence.gateway.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which headers pass. Unknown ones do, both ways (RFC 9110, section 5.1); those of one hop do not
 * (section 7.6.1), nor do credentials, nor what one side must not learn of the other.
 */
final class ForwardedHeaders {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
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

  private static final Set<String> NOT_UPSTREAM =
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

  private static final Set<String> NOT_TO_THE_CLIENT =
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

  private static void copy(MultiMap from, MultiMap to, Set<String> dropped) {
    @Nullable String connection = from.get(HttpHeaders.CONNECTION);
    Set<String> nominated = connection == null ? Set.of() : nominated(connection);
    // With a consumer no entries are made, and no list of them.
    from.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!dropped.contains(lower) && !nominated.contains(lower) && !isPrivate(lower)) {
            to.add(name, value);
          }
        });
  }

  private static boolean isPrivate(String name) {
    return name.startsWith("access-control-")
        || name.startsWith("x-ratelimit-")
        || name.charAt(0) == ':';
  }

  private static Set<String> nominated(String connection) {
    String lower = connection.toLowerCase(Locale.ROOT);
    if (lower.equals("keep-alive") || lower.equals("close")) {
      return Set.of();
    }
    return Arrays.stream(lower.split(",", -1)).map(String::trim).collect(Collectors.toSet());
  }

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
