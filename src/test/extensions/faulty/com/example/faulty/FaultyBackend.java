package com.example.faulty;

import com.plurence.gateway.extension.BackendException;
import com.plurence.gateway.extension.BackendRequest;
import com.plurence.gateway.extension.EventSink;
import com.plurence.gateway.extension.ModelBackend;
import com.plurence.gateway.extension.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does whatever the header {@code x-faulty-backend} of a request says, and counts the streams that
 * nobody wants any more.
 */
final class FaultyBackend implements ModelBackend {
  static final AtomicInteger UNWANTED = new AtomicInteger();
  private static final StreamEvent CHUNK =
      StreamEvent.of("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"}}]}");

  @Override
  public Future<Buffer> answer(BackendRequest request) {
    return switch (fault(request)) {
      case "throws" -> throw new IllegalStateException("secret of the backend");
      case "null" -> null;
      case "busy" ->
          Future.failedFuture(
              new BackendException(429, "busy", Optional.of(Duration.ofSeconds(7))));
      case "overloaded" -> Future.failedFuture(new BackendException(503, "later"));
      case "mistaken" -> Future.failedFuture(new BackendException(400, "not so many stars"));
      case "no-json" -> Future.succeededFuture(Buffer.buffer("{\"choices\":"));
      case "unwanted" ->
          Future.succeededFuture(
              Buffer.buffer("{\"choices\":[{\"unwanted\":" + UNWANTED.get() + "}]}"));
      default -> Promise.<Buffer>promise().future();
    };
  }

  @Override
  public Future<Void> stream(BackendRequest request, EventSink events) {
    events.closed().onSuccess(gone -> UNWANTED.incrementAndGet());
    return switch (fault(request)) {
      case "throws" -> throw new IllegalStateException("secret of the backend");
      case "overloaded" -> Future.failedFuture(new BackendException(503, "later"));
      case "breaks" ->
          events.write(CHUNK).compose(room -> Future.failedFuture("secret of the backend"));
      case "silent" -> events.write(CHUNK).compose(room -> Promise.<Void>promise().future());
      case "endless" -> endless(events);
      default -> Promise.<Void>promise().future();
    };
  }

  private static String fault(BackendRequest request) {
    return request.headers().getOrDefault("x-faulty-backend", "");
  }

  private static Future<Void> endless(EventSink events) {
    return events.write(CHUNK).compose(room -> endless(events));
  }
}
