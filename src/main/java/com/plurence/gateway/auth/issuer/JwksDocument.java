package com.plurence.gateway.auth.issuer;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Fetches the issuer's JWK set, in bounded time and of bounded size, to the last byte. It does so
 * with the platform's own client: the one for providers has its pools, its limits and its metrics
 * for something else. The futures complete on any thread.
 */
public final class JwksDocument implements Supplier<Future<String>> {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** A set of a few keys has a few thousand. */
  private static final int MOST_BYTES = 256 * 1024;

  private static final int OK = 200;

  private final Executor late =
      CompletableFuture.delayedExecutor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // giving up closes the connection
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final HttpRequest request;

  public JwksDocument(URI url) {
    this.request = HttpRequest.newBuilder(url).header("accept", "application/json").build();
  }

  @Override
  public Future<String> get() {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, head -> BoundedText.of(head.statusCode() == OK ? MOST_BYTES : 0));
    late.execute(() -> answer.cancel(true));
    return Future.fromCompletionStage(answer).map(JwksDocument::text).recover(JwksDocument::failed);
  }

  private static Future<String> failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return Future.failedFuture(
        cause instanceof CancellationException
            ? new IllegalStateException("the issuer's answer was not complete within " + TIMEOUT)
            : failure);
  }

  private static String text(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new IllegalStateException("the issuer answered " + response.statusCode());
    }
    return response.body();
  }
}
