package com.plurence.gateway.extension.host;

import com.plurence.gateway.extension.BackendException;
import com.plurence.gateway.extension.BackendRequest;
import com.plurence.gateway.extension.ModelBackend;
import com.plurence.gateway.extension.bus.BackendProtocol;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend of one instance of an extension, on the event bus. Lives on the instance's context. */
final class BackendService {
  private final Vertx vertx;
  private final String provider;
  private final ModelBackend backend;
  private final Complaints complaints;
  private @Nullable MessageConsumer<Buffer> consumer;

  /**
   * @param provider as the configuration names it
   */
  BackendService(Vertx vertx, String provider, ModelBackend backend, Complaints complaints) {
    this.vertx = vertx;
    this.provider = provider;
    this.backend = backend;
    this.complaints = complaints;
  }

  /** Answers from now on. */
  void open() {
    consumer = vertx.eventBus().localConsumer(BackendProtocol.questions(provider), this::take);
  }

  /** Answers what it has been asked, and nothing else. */
  void close() {
    if (consumer != null) {
      consumer.unregister();
      consumer = null;
    }
  }

  private void take(Message<Buffer> message) {
    BackendRequest request = request(message);
    @Nullable String address = message.headers().get(BackendProtocol.EVENTS);
    if (address == null) {
      asked(() -> backend.answer(request))
          .onSuccess(message::reply)
          .onFailure(failure -> refuse(message, failure));
    } else {
      StreamReply stream = new StreamReply(vertx, message, address);
      asked(() -> backend.stream(request, stream))
          .onSuccess(done -> stream.end())
          .onFailure(failure -> abort(stream, failure));
    }
  }

  private static BackendRequest request(Message<Buffer> message) {
    Map<String, String> headers = new HashMap<>();
    message.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new BackendRequest(
        headers.getOrDefault(BackendProtocol.PATH, ""),
        headers.getOrDefault(BackendProtocol.MODEL, ""),
        headers,
        message.body());
  }

  private static <T> Future<T> asked(Supplier<@Nullable Future<T>> question) {
    try {
      Future<T> answer = question.get();
      return answer == null ? Future.failedFuture("it returned null") : answer;
    } catch (Throwable thrown) {
      return Future.failedFuture(thrown);
    }
  }

  private void abort(StreamReply stream, Throwable failure) {
    if (stream.isClosed()) {
      return;
    }
    if (stream.hasBegun()) {
      complain(failure);
      stream.fail(failure);
    } else {
      refuse(stream.asked(), failure);
    }
  }

  private void refuse(Message<Buffer> message, Throwable failure) {
    complain(failure);
    int status = failure instanceof BackendException known ? known.status() : 500;
    String text = failure instanceof BackendException known ? known.getMessage() : "";
    DeliveryOptions options =
        new DeliveryOptions().addHeader(BackendProtocol.STATUS, Integer.toString(status));
    if (failure instanceof BackendException known) {
      known
          .retryAfter()
          .ifPresent(wait -> options.addHeader("retry-after-ms", Long.toString(wait.toMillis())));
    }
    JsonObject error = new JsonObject().put("message", text);
    message.reply(new JsonObject().put("error", error).toBuffer(), options);
  }

  /** A refusal is a response; anything else is a mistake. */
  private void complain(Throwable failure) {
    if (!(failure instanceof BackendException)) {
      complaints.add("", "its backend threw or failed", failure);
    }
  }
}
