package com.example.faulty;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.RequestChanges;
import com.plurence.gateway.extension.StreamEditor;
import com.plurence.gateway.extension.StreamEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Does whatever the header {@code x-faulty} of a request says. */
public final class Faulty implements Extension {
  private static final AtomicInteger EDITED = new AtomicInteger();
  private static final String SECRET = "secret of the extension";

  private String start = "";

  @Override
  public String name() {
    return "faulty";
  }

  @Override
  public void register(ExtensionContext gateway) {
    start = gateway.config().getString("start", "");
    String id = gateway.config().getString("id", "DAT039001");
    ErrorKind refused =
        gateway.error(id, MessageCode.BAD_REQUEST, "Not with this extension: %s", false);
    gateway.onRequest(request -> request(fault(request), refused));
    gateway.backend("faulty", new FaultyBackend());
    gateway.onAnswer(Faulty::answer);
    gateway.onStream(request -> stream(request, refused));
  }

  @Override
  public Future<?> deploy(Context context) {
    return start.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException(start));
  }

  private static Future<RequestChanges> request(String fault, ErrorKind refused) {
    Promise<RequestChanges> promise = Promise.promise();
    return switch (fault) {
      case "throws" -> throw new IllegalStateException(SECRET);
      case "error" -> throw new NoClassDefFoundError(SECRET);
      case "fails" -> Future.failedFuture(SECRET);
      case "null" -> null;
      case "null-result" -> Future.succeededFuture();
      case "never" -> promise.future();
      case "blocks" -> {
        LockSupport.parkNanos(Duration.ofMillis(2500).toNanos());
        yield Future.succeededFuture(RequestChanges.NONE);
      }
      case "twice" -> {
        promise.complete(RequestChanges.NONE.withAttribute("answer", "first"));
        promise.tryComplete(RequestChanges.NONE.withAttribute("answer", "second"));
        yield promise.future();
      }
      case "refuses" -> Future.failedFuture(refused.toException("no"));
      case "bad-body" ->
          Future.succeededFuture(RequestChanges.NONE.withBody(Buffer.buffer("{\"model\":1}")));
      case "bad-target" -> Future.succeededFuture(RequestChanges.NONE.withTarget("nobody/else"));
      case "sets-header" ->
          Future.succeededFuture(RequestChanges.NONE.withHeader("x-demo-status", "400"));
      case "removes-header" ->
          Future.succeededFuture(RequestChanges.NONE.withoutHeader("x-demo-status"));
      case "picks-b" -> Future.succeededFuture(RequestChanges.NONE.withTarget("b/m"));
      case "picks-a" -> Future.succeededFuture(RequestChanges.NONE.withTarget("a/m"));
      default -> Future.succeededFuture(RequestChanges.NONE);
    };
  }

  private static String fault(ModelRequest request) {
    return request.headers().getOrDefault("x-faulty", "");
  }

  private static Future<Buffer> answer(ModelRequest request, Buffer answer) {
    return switch (fault(request)) {
      case "counts" -> Future.succeededFuture(Buffer.buffer("{\"edited\":" + EDITED + "}"));
      case "answer-shows-request" -> Future.succeededFuture(request.body());
      case "answer-throws" -> throw new IllegalStateException(SECRET);
      case "answer-not-json" -> Future.succeededFuture(Buffer.buffer("no JSON"));
      default -> Future.succeededFuture(answer);
    };
  }

  private static StreamEditor stream(ModelRequest request, ErrorKind refused) {
    String fault = fault(request);
    StreamEvent asked = StreamEvent.of(request.body().toString());
    List<String> hoard = new ArrayList<>();
    return event -> {
      hoard.add(fault.equals("counts") ? "" : event.data());
      return switch (fault) {
        case "stream-throws" -> throw new IllegalStateException(SECRET);
        case "stream-null" -> null;
        case "stream-stops" -> {
          if (hoard.size() > 3) {
            throw refused.toException("enough");
          }
          yield List.of(event);
        }
        case "stream-drops" -> List.of();
        case "stream-ends" -> List.of(StreamEvent.of("[DONE]"));
        case "stream-floods" -> Collections.nCopies(10_000, event);
        case "counts" -> {
          EDITED.incrementAndGet();
          yield List.of(event);
        }
        case "stream-shows-request" -> List.of(asked);
        case "stream-hoards" -> List.of(StreamEvent.of(event.data()));
        case "stream-blocks" -> {
          LockSupport.parkNanos(Duration.ofMillis(1000).toNanos());
          yield List.of(event);
        }
        case "stream-doubles" -> List.of(event, StreamEvent.of("{\"added\":true}"));
        default -> List.of(event);
      };
    };
  }
}
