package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.KeyPair;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the gateway trusts over TLS, and who it says it is. */
final class ProviderTlsTest {
  private static Vertx vertx;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    vertx = Vertx.vertx();
    KeyPair ours = KeyPair.make(Files.createDirectory(directory.resolve("a")), "ip:127.0.0.1");
    KeyPair other = KeyPair.make(Files.createDirectory(directory.resolve("b")), "dns:elsewhere");
    int plain = serve(new HttpServerOptions().setKeyCertOptions(ours.shown()));
    int misnamed = serve(new HttpServerOptions().setKeyCertOptions(other.shown()));
    int mutual =
        serve(
            new HttpServerOptions()
                .setKeyCertOptions(ours.shown())
                .setTrustOptions(ours.trusted())
                .setClientAuth(ClientAuth.REQUIRED));
    String ca = "ca: \"" + ours.certificate() + "\"";
    gateway =
        GatewayUnderTest.start(
            """
            upstream: { connect_timeout: 20s, backoff: { base: 1ms, cap: 5ms } }
            providers:
            """
                + provider("trusted", plain, "1.1", ca)
                + provider("http2", plain, "2", ca)
                + provider("unknown", plain, "1.1", "")
                + provider("misnamed", misnamed, "1.1", "ca: \"" + other.certificate() + "\"")
                + provider("stranger", mutual, "1.1", ca)
                + provider("known", mutual, "1.1", ca + ", " + own(ours))
                + """
                models:
                  trusted: { targets: [ { provider: trusted } ] }
                  http2: { targets: [ { provider: http2 } ] }
                  unknown: { targets: [ { provider: unknown } ] }
                  misnamed: { targets: [ { provider: misnamed } ] }
                  stranger: { targets: [ { provider: stranger } ] }
                  known: { targets: [ { provider: known } ] }
                """);
  }

  private static String own(KeyPair pair) {
    return "certificate: \"%s\", key: \"%s\"".formatted(pair.certificate(), pair.key());
  }

  private static String provider(String name, int port, String version, String tls) {
    return "  %s: { base_url: \"https://127.0.0.1:%d/v1\", http_versions: [\"%s\"], tls: { %s } }\n"
        .formatted(name, port, version, tls);
  }

  private static int serve(HttpServerOptions options) {
    HttpServer server =
        vertx
            .createHttpServer(options.setSsl(true).setUseAlpn(true))
            .requestHandler(ProviderTlsTest::answer);
    return done(server.listen(0)).actualPort();
  }

  private static void answer(HttpServerRequest request) {
    request
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("openai-version", request.version().name())
        .end("{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({"trusted, HTTP_1_1", "http2, HTTP_2", "known, HTTP_1_1"})
  void aProviderWhoseCertificateIsTrustedIsAsked(String model, String version) {
    Answer answer = gateway.chat(model, false, Map.of());

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.header("openai-version")).hasValue(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "misnamed", "stranger"})
  void aHandshakeThatFailsIsTriedOnce(String model) {
    Answer answer = gateway.chat(model, false, Map.of());

    assertThat(answer.text()).contains(ErrorCode.UPSTREAM_TLS.id());
    assertThat(answer.header("x-plurence-attempts")).hasValue("1");
    assertThat(answer.toString()).doesNotContain("127.0.0.1", "certificate", "handshake");
  }
}
