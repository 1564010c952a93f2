package com.plurence.gateway.acceptance.overload;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chat;
import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Errors that need a gateway short of something: connections, targets, time to live. */
final class ScarcityTest {
  @Test
  void aConnectionOverTheLimitIsToldSo() throws IOException {
    try (GatewayUnderTest gateway =
            GatewayUnderTest.startWithDemoModels("limits_http: { connections: 1 }");
        RawClient first = new RawClient(gateway.port())) {
      first.write(head("GET /livez")).read();

      RawClient.Answer second = RawClient.send(gateway.port(), head("GET /livez"));

      Contract.isError(second, ErrorCode.OVERLOADED);
      assertThat(second.header("connection")).hasValue("close");
    }
  }

  @Test
  void aRequestForWhoseBodyThereIsNoRoomIsToldSoBeforeItIsRead() throws IOException {
    try (GatewayUnderTest gateway =
            GatewayUnderTest.startWithDemoModels(
                "limits_http: { body: 1024MiB }\noverload: { buffered: 0.01 }");
        RawClient client = new RawClient(gateway.port())) {
      client.write(
          head(
              "POST " + CHAT,
              "x-api-key: " + GatewayUnderTest.KEY,
              "Content-Type: application/json",
              "Content-Length: " + (1L << 30)));

      RawClient.Answer answer = client.read();

      Contract.isError(answer, ErrorCode.GATEWAY_OVERLOADED);
      assertThat(answer.header("retry-after")).hasValue("1");
      assertThat(answer.header("x-should-retry")).hasValue("true");
      assertThat(answer.header("connection")).hasValue("close");
    }
  }

  /** What an event is collected in counts, and goes back however the stream ends. */
  @Test
  void aStreamWhoseEventFindsNoRoomIsToldSo() throws IOException {
    String[] largeEvent = {"x-demo-size: 15000000", "x-demo-chunks: 1"};
    try (GatewayUnderTest small =
            GatewayUnderTest.startWithDemoModels("overload: { buffered: 0.01 }");
        GatewayUnderTest usual = GatewayUnderTest.startWithDemoModels()) {
      RawClient.Answer refused = RawClient.send(small.port(), chat("m", true, largeEvent));
      RawClient.Answer passed = RawClient.send(usual.port(), chat("m", true, largeEvent));

      Contract.isError(refused, ErrorCode.GATEWAY_OVERLOADED);
      assertThat(refused.header("retry-after")).hasValue("1");
      assertThat(passed.status()).isEqualTo(200);
      for (GatewayUnderTest gateway : List.of(small, usual)) {
        String metrics = RawClient.send(gateway.port("ops"), head("GET /metrics")).text();
        assertThat(metrics).containsPattern("(?m)^plurence_overload_held(\\{.*})? 0(\\.0)?$");
      }
    }
  }

  @Test
  void aRequestOverTheLimitOfTheTargetIsToldSo() throws IOException {
    try (GatewayUnderTest gateway =
            GatewayUnderTest.startWithDemoModels("upstream: { pool: { size: 1, queue: 0 } }");
        RawClient first = new RawClient(gateway.port())) {
      first.write(chat("m", false, "x-demo-latency: 60000"));
      await().until(() -> gateway.demo().journal().seen().size() == 1);

      RawClient.Answer second = RawClient.send(gateway.port(), chat("m", false));

      Contract.isError(second, ErrorCode.UPSTREAM_POOL_EXHAUSTED);
    }
  }

  @Test
  void aModelWithoutAHealthyTargetIsRefusedAtOnceAndSaysWhenToComeBack() throws IOException {
    try (GatewayUnderTest gateway =
        GatewayUnderTest.startWithDemoModels(
            "upstream: { max_attempts: 1, breaker: { failures: 1, open: 30s } }")) {
      RawClient.send(gateway.port(), chat("m", false, "x-demo-status: 500"));

      RawClient.Answer next = RawClient.send(gateway.port(), chat("m", false));

      Contract.isError(next, ErrorCode.NO_HEALTHY_TARGET);
      assertThat(next.header("retry-after")).hasValueSatisfying(s -> assertThat(s).matches("\\d+"));
      assertThat(gateway.demo().journal().seen()).hasSize(1);
    }
  }

  @Test
  void aProviderThatDoesNotAcceptInTimeIsToldSo() throws IOException {
    List<Socket> fillers = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, fillers);
      try (GatewayUnderTest gateway =
          GatewayUnderTest.with()
              .demoModels()
              .provider(
                  "full",
                  "{ base_url: 'http://127.0.0.1:%d', upstream: { connect_timeout: 100ms } }"
                      .formatted(full.getLocalPort()))
              .yaml("upstream: { max_attempts: 1 }")
              .start()) {
        RawClient.Answer answer = RawClient.send(gateway.port(), chat("full", false));

        Contract.isError(answer, ErrorCode.UPSTREAM_CONNECT_TIMEOUT);
      }
    } finally {
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  /** Connects until the queue of those that wait to be accepted has no place left. */
  private static void fill(ServerSocket server, List<Socket> fillers) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    for (int i = 0; i < 100; i++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(address, 200);
      } catch (SocketTimeoutException noPlace) {
        return;
      }
    }
  }

  @Test
  void aGatewayThatIsToldToStopIsNotReadyOnAnyListener() throws IOException {
    try (GatewayUnderTest gateway =
        GatewayUnderTest.startWithDemoModels("shutdown: { pause: 2s, drain: 1s }")) {
      gateway.stop();

      for (String listener : new String[] {"gateway", "management", "ops"}) {
        int port = gateway.port(listener);
        Contract.isError(RawClient.send(port, head("GET /readyz")), ErrorCode.NOT_READY);
        assertThat(RawClient.send(port, head("GET /livez")).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void atTheEndOfTheDrainWhatIsStillInFlightIsBrokenOffByTheContract() throws IOException {
    try (GatewayUnderTest gateway =
            GatewayUnderTest.startWithDemoModels("shutdown: { pause: 0s, drain: 300ms }");
        RawClient plain = new RawClient(gateway.port());
        RawClient stream = new RawClient(gateway.port())) {
      plain.write(chat("m1", false, "x-demo-latency: 60000"));
      stream.write(chat("m2", true, "x-demo-fault: stall", "x-demo-fault-after: 1"));
      RawClient.Answer head = stream.readHead();
      await().until(() -> gateway.demo().journal().seen().size() == 2);

      Future<Void> stopped = gateway.stop();

      Contract.isError(plain.read(), ErrorCode.DRAINING);
      String events = new String(stream.readAll(), StandardCharsets.UTF_8);
      assertThat(head.status()).isEqualTo(200);
      assertThat(events).contains("event: error\ndata: {\"error_id\":\"DAT000004\"");
      assertThat(events).doesNotContain("[DONE]");
      done(stopped);
    }
  }
}
