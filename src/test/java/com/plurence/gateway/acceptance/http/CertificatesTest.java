package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.demo.DemoOptions;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of the listeners, and certificates that are replaced while the gateway runs. */
final class CertificatesTest {
  private static final String CONFIGURATION =
      """
      listeners:
        gateway: { host: 127.0.0.1, port: 0, tls: { certificate: "%1$s/live.pem", key: "%1$s/live.key" } }
        management: { host: 127.0.0.1, port: 0 }
        ops: { host: 127.0.0.1, port: 0 }
      providers: { one: { base_url: "%2$s", tls: { ca: "%1$s/ca.pem" } } }
      models: { chat: { targets: [ { provider: one } ] } }
      upstream: { max_attempts: 1, breaker: { failures: 100 } }
      shutdown: { pause: 0s, drain: 1s }
      """;

  @TempDir private static Path directory;
  private static Vertx vertx;
  private static TestCertificate first;
  private static TestCertificate second;
  private static DemoProvider provider;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    first = TestCertificate.in(Files.createDirectory(directory.resolve("first")));
    second = TestCertificate.in(Files.createDirectory(directory.resolve("second")));
    DemoOptions demo =
        DemoOptions.of("one", 0)
            .withCertificate(
                new PemKeyCertOptions()
                    .addCertPath(first.certificate().toString())
                    .addKeyPath(first.key().toString()));
    provider = done(DemoProvider.start(vertx, demo));
    serve(first.certificate(), first.key(), second.certificate());
    gateway = GatewayUnderTest.start(configuration());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  private static String configuration() {
    return CONFIGURATION.formatted(directory, provider.baseUrl().replace("127.0.0.1", "localhost"));
  }

  private static void serve(Path certificate, Path key, Path ca) throws IOException {
    Files.copy(certificate, directory.resolve("live.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(key, directory.resolve("live.key"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(ca, directory.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void reload() throws ConfigException {
    done(gateway.gateway().reconfigure(ConfigLoader.parse("test", configuration(), Map.of())));
  }

  @Test
  void aReloadTakesNewCertificatesOfListenersAndProvidersOrNoneOfThem() throws Exception {
    assertThat(shown().getEncoded()).isEqualTo(shownOf(first));
    assertThat(chat()).contains(" 500 ");

    serve(second.certificate(), second.key(), first.certificate());
    reload();

    assertThat(shown().getEncoded()).isEqualTo(shownOf(second));
    assertThat(chat()).contains(" 200 ");

    try (RecordedLog log = RecordedLog.of("com.plurence.gateway")) {
      serve(second.certificate(), first.key(), second.certificate());
      assertThatThrownBy(CertificatesTest::reload).hasMessageContaining("listeners.gateway.tls");
      serve(first.certificate(), first.key(), first.key());
      assertThatThrownBy(CertificatesTest::reload).hasMessageContaining("providers.one.tls.ca");

      assertThat(log.lines())
          .filteredOn(line -> line.contains("configuration not taken"))
          .hasSize(2);
    }
    assertThat(shown().getEncoded()).isEqualTo(shownOf(second));
    assertThat(chat()).contains(" 200 ");
    serve(first.certificate(), first.key(), second.certificate());
    reload();
  }

  @Test
  void aClientOfTls12MayNotRenegotiate() throws Exception {
    try (SSLSocket socket = connect()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      assertThat(ask(socket, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")).contains(" 200 ");

      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                ask(socket, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
              })
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "TLS_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
      })
  void ciphersWithoutEphemeralKeysAndAuthenticationAreNotSpoken(String cipher) throws Exception {
    try (SSLSocket socket = connect()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {cipher});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  private static byte[] shownOf(TestCertificate one) throws Exception {
    String base64 = Files.readString(one.certificate()).replaceAll("-----[A-Z ]+-----", "").strip();
    return java.util.Base64.getMimeDecoder().decode(base64);
  }

  private static Certificate shown() throws Exception {
    try (SSLSocket socket = connect()) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static String chat() throws Exception {
    String body = GatewayUnderTest.chatBody("chat", false);
    try (SSLSocket socket = connect()) {
      return ask(
          socket,
          "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nx-api-key: %s\r\n"
                  .formatted(GatewayUnderTest.KEY)
              + "content-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                  .formatted(body.length(), body));
    }
  }

  /** The first bytes of the response. */
  private static String ask(SSLSocket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] answer = new byte[1000];
    int length = socket.getInputStream().read(answer);
    if (length < 0) {
      throw new IOException("closed");
    }
    return new String(answer, 0, length, StandardCharsets.UTF_8);
  }

  private static SSLSocket connect() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.port("gateway"));
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** What is shown is looked at, not trusted. */
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
