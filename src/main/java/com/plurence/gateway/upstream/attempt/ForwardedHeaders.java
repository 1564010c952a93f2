package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ProviderDialect;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which headers pass between client and provider: those of a list, in both directions. What is not
 * on it was meant for somebody on this side: proxies in front of the gateway add who the caller is,
 * where from, and with which token, under names of their own; and a provider speaks of its limits,
 * its hosts and its cookies.
 */
public final class ForwardedHeaders {
  /**
   * Of the protocol, of SDKs, and those that a vendor's documentation tells callers to send, the
   * demo provider's among them.
   */
  private static final HeaderNames TO_PROVIDERS =
      new HeaderNames(
          List.of(
              "accept",
              "accept-language",
              "content-type",
              "user-agent",
              "traceparent",
              "x-client-request-id",
              "http-referer",
              "x-title",
              "x-session-affinity",
              "x-goog-api-client"),
          List.of(
              "x-stainless-",
              "x-openrouter-",
              "helicone-",
              "langfuse-",
              "x-portkey-",
              "x-litellm-",
              "x-fireworks-",
              "x-grok-",
              "x-dashscope-",
              "groq-",
              "nvcf-",
              "x-demo-"));

  /** Few, so they are looked for, where a provider's own many headers need not be looked at. */
  private static final List<CharSequence> TO_CLIENTS =
      Stream.of(
              "content-language",
              "content-disposition",
              "openai-model",
              "openai-version",
              "openai-processing-ms")
          .map(HttpHeaders::createOptimized)
          .toList();

  /** These never pass, whoever names them: they are of one connection, or a credential. */
  private static final HeaderNames OF_THE_GATEWAY =
      new HeaderNames(
          List.of(
              "connection",
              "keep-alive",
              "te",
              "trailer",
              "transfer-encoding",
              "upgrade",
              "http2-settings",
              "content-length",
              "content-encoding",
              "accept-encoding",
              "expect",
              "host",
              "cookie",
              "authorization",
              "x-api-key",
              "api-key",
              "x-goog-api-key",
              "openai-organization",
              "openai-project",
              "x-plurence-priority",
              "x-plurence-tags"),
          List.of("proxy-", ":"));

  /** These speak of the client's program and of its own dialect. */
  private static final HeaderNames OF_ONE_DIALECT =
      new HeaderNames(
          List.of("accept", "content-type", "user-agent", "anthropic-version"),
          List.of("x-stainless-"));

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");
  private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");
  private static final CharSequence CLIENT_REQUEST_ID =
      HttpHeaders.createOptimized("x-client-request-id");

  private ForwardedHeaders() {}

  /** Puts what goes to a provider, and its own credential, into a request to it. */
  public static void toProvider(
      RequestHeaders headers,
      MultiMap request,
      ProviderConfig provider,
      ProviderDialect dialect,
      long length) {
    String vendor = dialect.vendorHeaders();
    copy(headers.client(), request, name -> isForProvider(name, vendor));
    complete(headers, request, provider, dialect, length);
  }

  /**
   * The same for a request that is translated: what the client says of itself and of its own body
   * is not true of it.
   *
   * @param streamed whether events are wanted
   */
  public static void toForeignProvider(
      RequestHeaders headers,
      MultiMap request,
      ProviderConfig provider,
      ProviderDialect dialect,
      long length,
      boolean streamed) {
    String vendor = dialect.vendorHeaders();
    copy(
        headers.client(),
        request,
        name -> isForProvider(name, vendor) && !OF_ONE_DIALECT.contains(name));
    request.set(HttpHeaders.CONTENT_TYPE, JSON);
    request.set(HttpHeaders.ACCEPT, streamed ? EVENTS : JSON);
    complete(headers, request, provider, dialect, length);
  }

  private static boolean isForProvider(String name, String vendor) {
    return TO_PROVIDERS.contains(name) || HeaderNames.begins(name, vendor);
  }

  private static void complete(
      RequestHeaders headers,
      MultiMap request,
      ProviderConfig provider,
      ProviderDialect dialect,
      long length) {
    copy(headers.added(), request, name -> true);
    if (!request.contains(CLIENT_REQUEST_ID)) {
      request.set(CLIENT_REQUEST_ID, headers.requestId());
    }
    provider.request().headers().forEach((name, value) -> request.set(name, value.reveal()));
    dialect.authenticate(request, provider);
    request.set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    if (length != Payload.UNKNOWN) {
      request.set(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    }
  }

  /** Puts what goes to an extension into a question to it: all that it may see of a request. */
  public static void toExtension(RequestHeaders headers, MultiMap question) {
    copy(headers.all(), question, name -> true);
  }

  /** Puts what a provider answered into the answer to the client. */
  static void toClient(MultiMap provider, MultiMap answer) {
    for (CharSequence name : TO_CLIENTS) {
      if (provider.contains(name)
          && !isNominated(name.toString(), provider.getAll(HttpHeaders.CONNECTION))) {
        provider.getAll(name).forEach(value -> answer.add(name, value));
      }
    }
    @Nullable String type = provider.get(HttpHeaders.CONTENT_TYPE);
    if (type != null) {
      answer.set(HttpHeaders.CONTENT_TYPE, type);
    }
  }

  private static void copy(MultiMap from, MultiMap to, Predicate<String> passing) {
    List<String> connection = from.getAll(HttpHeaders.CONNECTION);
    // With a consumer no entries are made, and no list of them.
    from.forEach(
        (name, value) -> {
          if (passing.test(name)
              && !OF_THE_GATEWAY.contains(name)
              && !isNominated(name, connection)) {
            to.add(name, value);
          }
        });
  }

  /** Whether the sender says, in any of its lines, that this header is of this hop only. */
  private static boolean isNominated(String name, List<String> connection) {
    for (String line : connection) {
      for (String option : line.split(",", -1)) {
        if (option.trim().equalsIgnoreCase(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
