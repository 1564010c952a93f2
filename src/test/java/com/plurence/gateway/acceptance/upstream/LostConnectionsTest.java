package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers that close connections which the gateway has kept. */
final class LostConnectionsTest {
  private static final String WHOLE =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}";

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final Vertx vertx = Vertx.vertx();
  private final AccessLines access = AccessLines.listen();
  private final List<GatewayUnderTest> started = new ArrayList<>();

  @AfterEach
  void stop() {
    access.close();
    started.forEach(GatewayUnderTest::stop);
    done(vertx.close());
  }

  private GatewayUnderTest gatewayFor(int port, String version) {
    GatewayUnderTest gateway =
        GatewayUnderTest.start(
            """
            providers: { one: { base_url: "http://127.0.0.1:%d/v1", http_versions: ["%s"] } }
            upstream: { max_attempts: 1 }
            models:
              chat: { targets: [ { provider: one } ] }
              again: { targets: [ { provider: one, upstream: { max_attempts: 3 } } ] }
            """
                .formatted(port, version));
    started.add(gateway);
    return gateway;
  }

  @Test
  void aConnectionThatWasClosedUnderTheRequestIsReplacedWithoutCountingAnAttempt() {
    NetServer server = done(vertx.createNetServer().connectHandler(this::answerOnce).listen(0));
    GatewayUnderTest gateway = gatewayFor(server.actualPort(), "1.1");
    gateway.chat("chat", false, Map.of());

    Answer second = gateway.chat("chat", false, Map.of("x-stainless-retry-count", "2"));

    assertThat(second.text()).isEqualTo(WHOLE);
    assertThat(second.header("x-plurence-attempts")).hasValue("1");
    assertThat(connections).hasValue(2);
    until(() -> access.of("chat").size() == 2);
    assertThat(access.of("chat").get(1).get("attempts"))
        .matches("one/chat STALE_CONNECTION \\d+ms, one/chat ok \\d+ms");
  }

  @Test
  void aNewConnectionThatIsClosedUnderTheRequestCounts() {
    NetServer server = done(vertx.createNetServer().connectHandler(this::hangUp).listen(0));
    GatewayUnderTest gateway = gatewayFor(server.actualPort(), "1.1");

    Answer answer = gateway.chat("chat", false, Map.of());

    assertThat(answer.text()).contains(ErrorCode.UPSTREAM_RESET.id());
    assertThat(connections).hasValue(1);
  }

  @Test
  void aPortWhereNobodyListensIsTriedAgainAfterTheBackoff() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    GatewayUnderTest gateway = gatewayFor(port, "1.1");

    Answer answer = gateway.chat("again", false, Map.of());

    assertThat(answer.text()).contains(ErrorCode.UPSTREAM_REFUSED.id());
    assertThat(answer.header("x-plurence-attempts")).hasValue("3");
  }

  @Test
  void aConnectionThatTheProviderHasClosedInTheMeantimeIsNotUsed() {
    AtomicReference<NetSocket> kept = new AtomicReference<>();
    NetServer server =
        done(
            vertx
                .createNetServer()
                .connectHandler(
                    socket -> {
                      kept.set(socket);
                      answerOnce(socket);
                    })
                .listen(0));
    GatewayUnderTest gateway = gatewayFor(server.actualPort(), "1.1");
    gateway.chat("chat", false, Map.of());
    done(requireNonNull(kept.get()).close());
    until(() -> gateway.metric("plurence_upstream_connections_open") == 0);

    Answer second = gateway.chat("chat", false, Map.of());

    assertThat(second.text()).isEqualTo(WHOLE);
    until(() -> access.of("chat").size() == 2);
    assertThat(access.of("chat").get(1).get("attempts")).matches("one/chat ok \\d+ms");
  }

  @Test
  void aStreamThatTheProviderDidNotProcessBeforeGoingAwayIsSentAgainWithoutCounting() {
    HttpServer server =
        done(
            vertx
                .createHttpServer()
                .connectionHandler(opened -> connections.incrementAndGet())
                .requestHandler(this::goAwayBeforeTheSecond)
                .listen(0));
    GatewayUnderTest gateway = gatewayFor(server.actualPort(), "2");
    gateway.chat("chat", false, Map.of());

    Answer second = gateway.chat("chat", false, Map.of());

    assertThat(second.text()).isEqualTo(WHOLE);
    assertThat(second.header("x-plurence-attempts")).hasValue("1");
    assertThat(connections).hasValue(2);
    assertThat(requests).hasValue(3);
  }

  @Test
  void aStreamUnderWayEndsAfterTheProviderHasSaidThatItGoesAway() {
    AtomicReference<HttpServerResponse> open = new AtomicReference<>();
    HttpServer server =
        done(
            vertx
                .createHttpServer()
                .connectionHandler(opened -> connections.incrementAndGet())
                .requestHandler(request -> beginAndGoAway(request, open))
                .listen(0));
    GatewayUnderTest gateway = gatewayFor(server.actualPort(), "2");
    StreamClient.Call call = gateway.streams(HttpVersion.HTTP_1_1).chat("chat", true, Map.of());
    until(() -> call.text().contains("one"));

    Answer other = gateway.chat("chat", false, Map.of());
    done(requireNonNull(open.get()).end(event("two") + "data: [DONE]\n\n"));

    until(call::ended);
    assertThat(call.text()).isEqualTo(event("one") + event("two") + "data: [DONE]\n\n");
    assertThat(other.text()).isEqualTo(WHOLE);
    assertThat(connections).hasValue(2);
  }

  @Test
  void aStreamThatTheProviderRefusesIsSentAgainOnce() {
    HttpServer server =
        done(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      requests.incrementAndGet();
                      request.response().reset(7);
                    })
                .listen(0));
    GatewayUnderTest gateway = gatewayFor(server.actualPort(), "2");

    Answer answer = gateway.chat("chat", false, Map.of());

    assertThat(answer.text()).contains(ErrorCode.UPSTREAM_RESET.id());
    assertThat(requests).hasValue(2);
  }

  /** Answers the first request on each connection and closes it under the second. */
  private void answerOnce(NetSocket socket) {
    connections.incrementAndGet();
    AtomicInteger seen = new AtomicInteger();
    socket.handler(
        bytes -> {
          if (!bytes.toString().endsWith("]}")) {
            return;
          }
          if (seen.incrementAndGet() == 1) {
            socket.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + WHOLE.length()
                    + "\r\n\r\n"
                    + WHOLE);
          } else {
            socket.close();
          }
        });
  }

  private void hangUp(NetSocket socket) {
    connections.incrementAndGet();
    socket.handler(bytes -> socket.close());
  }

  @SuppressWarnings("deprecation") // The new way to go away can't name the last stream.
  private void goAwayBeforeTheSecond(HttpServerRequest request) {
    if (requests.incrementAndGet() == 2) {
      // The first stream of a client has the id 1: the second is not among those processed.
      request.connection().goAway(0, 1);
    } else {
      answer(request);
    }
  }

  private void beginAndGoAway(HttpServerRequest request, AtomicReference<HttpServerResponse> open) {
    if (requests.incrementAndGet() == 1) {
      HttpServerResponse response =
          request.response().putHeader("content-type", "text/event-stream").setChunked(true);
      open.set(response);
      response.write(event("one"));
      request.connection().shutdown(30, TimeUnit.SECONDS);
    } else {
      answer(request);
    }
  }

  private static void answer(HttpServerRequest request) {
    request.response().putHeader("content-type", "application/json").end(Buffer.buffer(WHOLE));
  }

  private static String event(String content) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
  }
}
