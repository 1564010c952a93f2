package com.plurence.gateway.upstream.http;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that respond, and some that never come to an end. */
final class WebDocumentsTest {
  private static final Buffer PIECE = Buffer.buffer("x".repeat(16 * 1024));

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final LoopTimers timers = new LoopTimers(vertx);
  private final HttpClients clients = new HttpClients(vertx, timers, Duration.ofMinutes(1));
  private final AtomicBoolean left = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();

  @BeforeEach
  void start() {
    loop.runOnContext(now -> timers.start());
  }

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void aDocumentIsReadAsItIs() {
    URI url = published(request -> request.response().end("{\"keys\":[\"ä\"]}"));

    assertThat(fetched(url)).isEqualTo("{\"keys\":[\"ä\"]}");
  }

  @Test
  void connectionsAreKeptWhenTheClientsOfTargetsChangeAndClosedWithAllOthers() {
    URI url = published(request -> request.response().end("{}"));
    fetched(url);

    loop.runOnContext(now -> clients.keepOnly(List.of()));
    assertThat(fetched(url)).isEqualTo("{}");
    assertThat(left).isFalse();

    done(
        Future.<Void>future(
            closed -> loop.runOnContext(now -> clients.close().onComplete(closed))));
    until(left::get);
    assertThat(clients.open()).isZero();
  }

  @Test
  void anAnswerWithoutHeadIsGivenUp() {
    URI url = published(request -> {});

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("not complete within");
    until(left::get);
  }

  @Test
  void anAnswerThatStopsBehindItsHeadIsGivenUp() {
    URI url =
        published(
            request -> request.response().putHeader("content-length", "1000").write("{\"keys\":"));

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("not complete within");
    until(left::get);
  }

  @Test
  void anAnswerThatComesDropByDropIsGivenUp() {
    URI url =
        published(
            request -> {
              HttpServerResponse response = request.response().setChunked(true);
              vertx.setPeriodic(100, drop -> response.write(" "));
            });

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("not complete within");
    until(left::get);
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    URI url = published(request -> sendForEver(request.response().setChunked(true)));

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("larger than");
    until(left::get);
    assertThat(sent).hasValueLessThan(64 * 1024 * 1024);
  }

  @Test
  void anAnswerThatBreaksOffIsNoDocument() {
    URI url =
        published(
            request -> {
              request.response().putHeader("content-length", "1000").write("{}");
              vertx.setTimer(50, later -> request.connection().close());
            });

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("closed");
  }

  @Test
  void theBodyOfARefusalIsNotRead() {
    URI url =
        published(request -> sendForEver(request.response().setChunked(true).setStatusCode(503)));

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("was 503");
    until(left::get);
  }

  @Test
  void nobodyIsFollowedElsewhere() {
    URI url =
        published(
            request -> request.response().setStatusCode(302).putHeader("location", "/x").end());

    assertThatThrownBy(() -> fetched(url)).hasMessageContaining("was 302");
  }

  private String fetched(URI url) {
    return done(
        Future.future(
            answered ->
                loop.runOnContext(now -> clients.documents().json(url).onComplete(answered))));
  }

  private void sendForEver(HttpServerResponse response) {
    while (!response.writeQueueFull() && !left.get()) {
      response.write(PIECE);
      sent.addAndGet(PIECE.length());
    }
    response.drainHandler(more -> sendForEver(response));
  }

  private URI published(Handler<HttpServerRequest> host) {
    HttpServer server =
        done(
            vertx
                .createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(closed -> left.set(true)))
                .requestHandler(host)
                .listen(0, "127.0.0.1"));
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/keys");
  }
}
