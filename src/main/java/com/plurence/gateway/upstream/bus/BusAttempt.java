package com.plurence.gateway.upstream.bus;

import com.plurence.gateway.body.SocketReads;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.extension.bus.BackendProtocol;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.attempt.Attempt;
import com.plurence.gateway.upstream.attempt.ForwardedHeaders;
import com.plurence.gateway.upstream.attempt.Payload;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.response.AttemptFailure;
import com.plurence.gateway.upstream.response.ResponseHead;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt over the event bus, to a verticle. Messages look like HTTP: {@code
 * src/docs/extending.md} says how.
 */
public final class BusAttempt extends Attempt {
  /** For the bus to forget a question that is answered by nobody; the attempt has ended before. */
  private static final long AFTERWARDS = 1000;

  private final ExtensionBus bus;
  private final MessageStream body;
  private @Nullable MessageConsumer<Object> events;

  public BusAttempt(
      UpstreamCall call,
      Target target,
      ProviderDialect dialect,
      Vertx vertx,
      LoopTimers timers,
      ExtensionBus bus) {
    super(call, target, dialect, timers);
    this.bus = bus;
    this.body = new MessageStream(vertx);
  }

  @Override
  protected void begin() {
    if (!bus.isThere()) {
      fail(FaultKind.REFUSED);
      return;
    }
    awaitHead();
    Payload payload = call.payload().to(target());
    if (payload.tail().isPresent()) {
      fail(FaultKind.PATH_UNKNOWN); // a message is one piece, and an upload may have any length
      return;
    }
    String model = target().model(call.model());
    MultiMap headers = HttpHeaders.headers();
    ForwardedHeaders.toExtension(call.headers(), headers);
    // Whatever a client says under these names, it does not choose an address of the bus.
    headers
        .remove(BackendProtocol.EVENTS)
        .set(BackendProtocol.PATH, dialect.path(operation(), model, call.streamed()))
        .set(BackendProtocol.MODEL, model);
    if (call.streamed()) {
      String address = BackendProtocol.newStream();
      events = bus.listen(address, this::take);
      headers.set(BackendProtocol.EVENTS, address);
    }
    if (!call.holding().take(call.holding().budget().bodies(), payload.length(), 0)) {
      fail(AttemptFailure.withoutRoom(call.holding()));
      return;
    }
    sending();
    DeliveryOptions options =
        new DeliveryOptions()
            .setHeaders(headers)
            .setLocalOnly(true)
            .setSendTimeout(longestWait().toMillis() + AFTERWARDS);
    bus.request(
            BackendProtocol.questions(target().provider().name()), payload.held().copy(), options)
        .onComplete(this::answer, this::refuse);
  }

  private Duration longestWait() {
    UpstreamConfig limits = target().upstream();
    return call.streamed() ? limits.firstByteTimeout() : limits.totalTimeout();
  }

  private void answer(Message<Object> reply) {
    MultiMap headers = HttpHeaders.headers().addAll(reply.headers());
    int status = status(headers);
    headers.remove(BackendProtocol.STATUS);
    boolean streamed = call.streamed() && status == 200;
    if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
      headers.set(HttpHeaders.CONTENT_TYPE, streamed ? "text/event-stream" : "application/json");
    }
    if (!streamed) {
      body.add(bytes(reply.body()), () -> {});
      body.end();
    }
    head(status, headers);
  }

  /** Something that is no number is no response. */
  private static int status(MultiMap headers) {
    @Nullable String status = headers.get(BackendProtocol.STATUS);
    return status == null ? 200 : status.matches("[1-5]\\d\\d") ? Integer.parseInt(status) : 500;
  }

  private static Buffer bytes(@Nullable Object body) {
    if (body instanceof Buffer buffer) {
      return buffer;
    }
    if (body instanceof JsonObject object) {
      return object.toBuffer();
    }
    if (body instanceof JsonArray array) {
      return array.toBuffer();
    }
    return Buffer.buffer(body == null ? "" : body.toString());
  }

  /** Nobody is there, nobody answers, or the verticle has failed the message with a status. */
  private void refuse(Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      fail(FaultKind.SERVER_ERROR);
    } else if (reply.failureType() == ReplyFailure.NO_HANDLERS) {
      fail(FaultKind.REFUSED);
    } else if (reply.failureType() == ReplyFailure.TIMEOUT) {
      fail(FaultKind.FIRST_BYTE_TIMEOUT);
    } else {
      boolean isStatus = reply.failureCode() >= 400 && reply.failureCode() < 600;
      JsonObject error = new JsonObject().put("message", String.valueOf(reply.getMessage()));
      body.add(new JsonObject().put("error", error).toBuffer(), () -> {});
      body.end();
      head(isStatus ? reply.failureCode() : 500, HttpHeaders.headers());
    }
  }

  private void head(int status, MultiMap headers) {
    if (!isOver()) {
      read(new ResponseHead(status, headers, body, SocketReads.UNCHANGED, this::reset));
    }
  }

  private void take(Message<Object> message) {
    body.add(bytes(message.body()), () -> message.reply(null));
    if (message.headers().contains(BackendProtocol.END)) {
      body.end();
      stopListening();
    }
  }

  @Override
  protected void reset() {
    body.close();
    if (events != null) {
      bus.tell(BackendProtocol.closed(events.address()));
      stopListening();
    }
  }

  private void stopListening() {
    if (events != null) {
      events.unregister();
      events = null;
    }
  }
}
