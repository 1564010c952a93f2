package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.KeyPair;
import com.plurence.gateway.testing.RecordedLog;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider over TLS that only an HTTP proxy can reach. */
final class TunnelTest {
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();

  private static Vertx vertx;
  private static NetClient toProvider;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    vertx = Vertx.vertx();
    toProvider = vertx.createNetClient();
    KeyPair pair =
        KeyPair.make(Files.createDirectory(directory.resolve("a")), "dns:provider.invalid");
    HttpServer provider =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(pair.shown()))
            .requestHandler(TunnelTest::answer);
    int providerPort = done(provider.listen(0)).actualPort();
    int open = proxy(providerPort, "200 Connection established");
    int closed = proxy(providerPort, "407 Proxy Authentication Required\r\ncontent-length: 0");
    int lost = proxy(providerPort, "502 Bad Gateway\r\ncontent-length: 0");
    String address = "base_url: \"https://provider.invalid:8443/v1\"";
    String tls = "tls: { ca: \"" + pair.certificate() + "\" }";
    gateway =
        GatewayUnderTest.start(
            """
            upstream: { connect_timeout: 20s, max_attempts: 2, backoff: { base: 10ms } }
            providers:
              http1: { %1$s, %2$s, proxy: "http://me:p%%40ss@127.0.0.1:%3$d" }
              http2: { %1$s, %2$s, proxy: "127.0.0.1:%3$d", http_versions: ["2"] }
              refused: { %1$s, %2$s, proxy: "http://me:wrong@127.0.0.1:%4$d" }
              clear: { base_url: "http://provider.invalid/v1", proxy: "http://me:wrong@127.0.0.1:%4$d" }
              open: { %1$s, %2$s, proxy: "127.0.0.1:%3$d", upstream: { connect_timeout: 19s } }
              lost: { %1$s, %2$s, proxy: "127.0.0.1:%5$d" }
            models:
              http1: { targets: [ { provider: http1 } ] }
              http2: { targets: [ { provider: http2 } ] }
              refused: { targets: [ { provider: refused } ] }
              clear: { targets: [ { provider: clear } ] }
              lost: { targets: [ { provider: lost } ] }
              spare: { targets: [ { provider: refused }, { provider: open, priority: 2 } ] }
            """
                .formatted(address, tls, open, closed, lost));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http1", "http2"})
  void isReachedThroughATunnel(String model) {
    Answer answer = gateway.chat(model, false, Map.of());

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(ASKED).hasSize(1);
    assertThat(ASKED.get(0)).startsWith("CONNECT provider.invalid:8443 HTTP/1.1\r\n");
    assertThat(ASKED.get(0).contains(": Basic bWU6cEBzcw==")).isEqualTo(model.equals("http1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "clear"})
  void aProxyThatRefusesTheGatewayIsNoFaultOfTheClient(String model) {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway.upstream")) {
      Answer answer = gateway.chat(model, false, Map.of());

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).contains("\"error_id\":\"DAT000122\"");
      assertThat(answer.header("x-should-retry")).hasValue("false");
      assertThat(answer.header("x-plurence-attempts")).hasValue("1");
      assertThat(answer.toString()).doesNotContain("wrong", "127.0.0.1", "407", "proxy");
      assertThat(log.lines()).anyMatch(line -> line.contains("PROXY_REFUSED"));
    }
  }

  @Test
  void anotherTargetIsAskedWhereAProxyRefuses() {
    Answer answer = gateway.chat("spare", false, Map.of());

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.header("x-plurence-target")).hasValue("open/spare");
  }

  @Test
  void aProxyThatCannotReachTheProviderIsAskedAgain() {
    Answer answer = gateway.chat("lost", false, Map.of());

    assertThat(answer.text()).contains("\"error_id\":\"DAT000101\"");
    assertThat(answer.header("x-plurence-attempts")).hasValue("2");
  }

  private static int proxy(int providerPort, String status) {
    NetServer proxy =
        vertx
            .createNetServer()
            .connectHandler(
                client -> client.handler(head -> tunnel(client, head, providerPort, status)));
    return done(proxy.listen(0, "127.0.0.1")).actualPort();
  }

  private static void tunnel(NetSocket client, Buffer head, int providerPort, String status) {
    ASKED.add(head.toString());
    client.pause();
    toProvider
        .connect(providerPort, "127.0.0.1")
        .onSuccess(
            provider -> {
              client.write("HTTP/1.1 " + status + "\r\n\r\n");
              client.handler(provider::write).endHandler(end -> provider.close());
              provider.handler(client::write).endHandler(end -> client.close());
              client.resume();
            });
  }

  private static void answer(HttpServerRequest request) {
    request
        .response()
        .putHeader("content-type", "application/json")
        .end("{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
  }
}
