package com.plurence.gateway.auth.issuer;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Fetches the issuer's JWK set. It does so with the platform's own client: the one for providers
 * has its pools, its limits and its metrics for something else.
 */
public final class JwksDocument implements Supplier<Future<String>> {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final HttpRequest request;

  public JwksDocument(URI url) {
    this.request =
        HttpRequest.newBuilder(url).timeout(TIMEOUT).header("accept", "application/json").build();
  }

  @Override
  public Future<String> get() {
    return Future.fromCompletionStage(client.sendAsync(request, BodyHandlers.ofString()))
        .map(JwksDocument::text);
  }

  private static String text(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new IllegalStateException("the issuer answered " + response.statusCode());
    }
    return response.body();
  }
}
