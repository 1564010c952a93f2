package com.plurence.gateway.extension.host;

import com.plurence.gateway.extension.BackendException;
import com.plurence.gateway.extension.EventSink;
import com.plurence.gateway.extension.StreamEvent;
import com.plurence.gateway.extension.bus.BackendProtocol;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A stream from a backend to the gateway, one message an event; the gateway answers each when it
 * has room for more. The first event is preceded by the head. Lives on one context.
 */
final class StreamReply implements EventSink {
  private static final String DONE = "[DONE]";

  /** The gateway's own time limits end every stream before. */
  private static final long PATIENCE = Duration.ofDays(1).toMillis();

  private final Vertx vertx;
  private final Message<Buffer> asked;
  private final String address;
  private final Promise<Void> closed = Promise.promise();
  private final MessageConsumer<Object> unwanted;
  private boolean begun;
  private boolean over;

  StreamReply(Vertx vertx, Message<Buffer> asked, String address) {
    this.vertx = vertx;
    this.asked = asked;
    this.address = address;
    this.unwanted =
        vertx.eventBus().localConsumer(BackendProtocol.closed(address), told -> close());
  }

  Message<Buffer> asked() {
    return asked;
  }

  boolean hasBegun() {
    return begun;
  }

  boolean isClosed() {
    return closed.future().isComplete();
  }

  @Override
  public Future<Void> write(StreamEvent event) {
    if (over) {
      return Future.failedFuture("nobody wants more");
    }
    if (event.data().strip().equals(DONE)) {
      return Future.failedFuture("the gateway itself writes " + DONE);
    }
    return send(bytes(event), new DeliveryOptions());
  }

  private static Buffer bytes(StreamEvent event) {
    byte[] data = event.data().getBytes(StandardCharsets.UTF_8);
    return event.name().isEmpty() ? SseWriter.data(data) : SseWriter.event(event.name(), data);
  }

  private Future<Void> send(Buffer bytes, DeliveryOptions options) {
    if (!begun) {
      begun = true;
      asked.reply(Buffer.buffer());
    }
    return vertx
        .eventBus()
        .request(address, bytes, options.setLocalOnly(true).setSendTimeout(PATIENCE))
        .onFailure(gone -> close())
        .mapEmpty();
  }

  /** Everything has been written. */
  void end() {
    last(SseWriter.data(DONE.getBytes(StandardCharsets.US_ASCII)));
  }

  /** There would have been more. */
  void fail(Throwable failure) {
    String text =
        failure instanceof BackendException known ? String.valueOf(known.getMessage()) : "";
    JsonObject error = new JsonObject().put("message", text).put("type", "server_error");
    last(SseWriter.data(new JsonObject().put("error", error).toBuffer().getBytes()));
  }

  private void last(Buffer bytes) {
    if (!over) {
      over = true;
      unwanted.unregister();
      send(bytes, new DeliveryOptions().addHeader(BackendProtocol.END, "true"));
    }
  }

  @Override
  public Future<Void> closed() {
    return closed.future();
  }

  private void close() {
    over = true;
    unwanted.unregister();
    closed.tryComplete();
  }
}
