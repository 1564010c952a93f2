package com.plurence.gateway.auth.issuer;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Issuers that answer, and some that never come to an end. */
final class JwksDocumentTest {
  private static final Buffer PIECE = Buffer.buffer("x".repeat(16 * 1024));

  private final Vertx vertx = Vertx.vertx();
  private final AtomicBoolean left = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void aDocumentIsReadAsItIs() {
    JwksDocument document = publishedBy(request -> request.response().end("{\"keys\":[]}"));

    assertThat(done(document.get())).isEqualTo("{\"keys\":[]}");
  }

  @Test
  void anAnswerThatStopsBehindItsHeadIsGivenUp() {
    JwksDocument document =
        publishedBy(
            request -> request.response().putHeader("content-length", "1000").write("{\"keys\":"));

    assertThatThrownBy(() -> done(document.get())).hasMessageContaining("not complete within");
    until(left::get);
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    JwksDocument document = publishedBy(request -> sendForEver(request.response()));

    assertThatThrownBy(() -> done(document.get())).hasMessageContaining("larger than");
    until(left::get);
    assertThat(sent).hasValueLessThan(64 * 1024 * 1024);
  }

  @Test
  void theBodyOfARefusalIsNotRead() {
    JwksDocument document =
        publishedBy(request -> sendForEver(request.response().setStatusCode(503)));

    assertThatThrownBy(() -> done(document.get())).hasMessageContaining("answered 503");
    until(left::get);
  }

  private void sendForEver(HttpServerResponse response) {
    response.setChunked(true);
    while (!response.writeQueueFull() && !left.get()) {
      response.write(PIECE);
      sent.addAndGet(PIECE.length());
    }
    response.drainHandler(more -> sendForEver(response));
  }

  private JwksDocument publishedBy(Handler<HttpServerRequest> issuer) {
    HttpServer server =
        done(
            vertx
                .createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(closed -> left.set(true)))
                .requestHandler(issuer)
                .listen(0, "127.0.0.1"));
    return new JwksDocument(URI.create("http://127.0.0.1:" + server.actualPort() + "/keys"));
  }
}
