package com.plurence.gateway.upstream.http;

import com.plurence.gateway.body.BodyTail;
import com.plurence.gateway.body.PacedWrite;
import com.plurence.gateway.body.SocketReads;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.attempt.Attempt;
import com.plurence.gateway.upstream.attempt.ForwardedHeaders;
import com.plurence.gateway.upstream.attempt.Payload;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.TransportFault;
import com.plurence.gateway.upstream.response.ResponseHead;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt over HTTP. */
public final class HttpAttempt extends Attempt {
  private static final int PART = 64 * 1024;

  private final HttpClients clients;
  private @Nullable HttpClientRequest request;
  private @Nullable PacedWrite body;
  private @Nullable TailWriter tail;
  private boolean reused;
  private boolean sent;

  public HttpAttempt(
      UpstreamCall call,
      Target target,
      ProviderDialect dialect,
      LoopTimers timers,
      HttpClients clients) {
    super(call, target, dialect, timers);
    this.clients = clients;
  }

  @Override
  protected void begin() {
    limit(target().upstream().connectTimeout(), FaultKind.CONNECT_TIMEOUT);
    String model = target().model(call.model());
    String path = dialect.path(operation(), model, call.streamed());
    String query = isTranslated() ? "" : call.query();
    clients
        .request(target(), path + query, model)
        .onComplete(this::write, failure -> fail(TransportFault.connecting(failure)));
  }

  private void write(HttpClientRequest opened) {
    request = opened;
    opened.exceptionHandler(this::broken);
    if (isOver()) {
      discard();
      return;
    }
    reused = !clients.isFirstUse(opened.connection());
    opened.response().onComplete(this::take, this::broken);
    sending();
    Payload payload = call.payload().to(target());
    putHeaders(opened, payload.length());
    if (payload.tail().isPresent()) {
      write(opened, payload, payload.tail().get());
    } else {
      awaitReading();
      body = PacedWrite.begin(parts(payload.held().pieces()), opened, this::broken, this::progress);
    }
  }

  private void putHeaders(HttpClientRequest opened, long length) {
    ProviderConfig provider = target().provider();
    if (isTranslated()) {
      ForwardedHeaders.toForeignProvider(
          call.headers(), opened.headers(), provider, dialect, length, call.streamed());
    } else {
      ForwardedHeaders.toProvider(call.headers(), opened.headers(), provider, dialect, length);
    }
  }

  /** A large piece goes in several, so that a provider that reads it slowly is seen to read. */
  private static List<Buffer> parts(List<Buffer> pieces) {
    boolean large = false;
    for (Buffer piece : pieces) {
      large |= piece.length() > PART;
    }
    if (!large) {
      return pieces;
    }
    List<Buffer> parts = new ArrayList<>();
    for (Buffer piece : pieces) {
      for (int from = 0; from == 0 || from < piece.length(); from += PART) {
        parts.add(piece.slice(from, Math.min(from + PART, piece.length())));
      }
    }
    return parts;
  }

  private void progress(boolean whole) {
    sent = whole;
    if (whole) {
      awaitHead();
    } else {
      awaitReading();
    }
  }

  private void awaitReading() {
    limit(target().upstream().writeTimeout(), FaultKind.REQUEST_NOT_READ);
  }

  /** While the client sends nothing the provider can't be blamed, and is not. */
  private void write(HttpClientRequest opened, Payload payload, BodyTail rest) {
    stopTimer();
    opened.setChunked(payload.length() == Payload.UNKNOWN);
    payload.held().pieces().forEach(piece -> opened.write(piece).onFailure(this::broken));
    tail =
        new TailWriter(
            rest, opened, timers, target().upstream().writeTimeout(), new TailToldHere());
    tail.begin();
  }

  private final class TailToldHere implements TailWriter.Told {
    @Override
    public void written() {
      progress(true);
    }

    @Override
    public void stalled() {
      fail(FaultKind.REQUEST_NOT_READ);
    }

    @Override
    public void broken(Throwable failure) {
      HttpAttempt.this.broken(failure);
    }

    @Override
    public void refused(Throwable reason) {
      abort(reason instanceof RuntimeException known ? known : new IllegalStateException(reason));
    }
  }

  private void broken(Throwable failure) {
    fail(TransportFault.waiting(failure, reused));
  }

  private void take(HttpClientResponse response) {
    if (isOver()) {
      discard();
    } else {
      response.request().headers().clear(); // they were sent, and a stream may last for long
      read(
          new ResponseHead(
              response.statusCode(),
              response.headers(),
              response,
              reads(response.request()),
              this::reset));
    }
  }

  /**
   * The reads of the connection of {@code request}. Over HTTP/1 it belongs to this request alone;
   * over HTTP/2 others share it, and each stream has a window of its own that bounds it.
   */
  private static SocketReads reads(HttpClientRequest request) {
    HttpConnection connection = request.connection();
    return request.version() != HttpVersion.HTTP_2 && connection instanceof ConnectionBase socket
        ? reading -> socket.channel().config().setAutoRead(reading)
        : SocketReads.UNCHANGED;
  }

  /** A connection on which half a request stands can't carry another. */
  @Override
  protected void released() {
    boolean held = body == null || body.isOver();
    boolean rest = tail == null || tail.isOver();
    if (!held || !rest) {
      reset();
    }
  }

  /**
   * Vert.x closes a connection once what was written has gone, which never happens to a provider
   * that does not read: then it would stay, with all that waits to be sent.
   */
  @Override
  protected void reset() {
    if (tail != null) {
      tail.stop();
    }
    HttpClientRequest opened = request;
    if (opened == null) {
      return;
    }
    HttpConnection connection = opened.connection();
    boolean shared = opened.version() == HttpVersion.HTTP_2;
    if (!sent && !shared && connection instanceof ConnectionBase socket) {
      socket.channel().unsafe().close(socket.channel().newPromise());
    } else {
      opened.reset();
    }
  }
}
