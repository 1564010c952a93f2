package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.TestCertificate;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the gateway takes a request to be from, behind proxies and without. */
final class ClientAddressTest {
  private static final String V1 = "PROXY TCP4 203.0.113.7 192.0.2.1 50123 443\r\n";

  /** The same in version 2, of IPv6, with an extension (type 4: nothing) behind it. */
  private static final Buffer V2 =
      Buffer.buffer(
          HexFormat.of()
              .parseHex(
                  "0d0a0d0a000d0a515549540a"
                      + "21"
                      + "21"
                      + "0029"
                      + "20010db8000000000000000000000007"
                      + "20010db8000000000000000000000001"
                      + "c3cb01bb"
                      + "0400020000"));

  private static Vertx vertx;
  private static NetClient net;
  private static AccessLines lines;
  private static GatewayUnderTest behind;
  private static GatewayUnderTest alone;

  @TempDir private static Path directory;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    net = vertx.createNetClient();
    lines = AccessLines.listen();
    TestCertificate certificate = TestCertificate.in(directory);
    String listeners =
        """
        listeners:
          gateway: { host: 127.0.0.1, port: 0, proxy_protocol: true }
          management: { host: 127.0.0.1, port: 0 }
          ops: { host: 127.0.0.1, port: 0, proxy_protocol: true, tls: { certificate: "%s", key: "%s" } }
        store: { url: "h2:mem" }
        """
            .formatted(certificate.certificate(), certificate.key());
    behind =
        GatewayUnderTest.with(listeners, "proxies: { trusted: [127.0.0.0/8, \"fd00::/8\"] }")
            .owner("owner@example.com", "correct horse battery")
            .start();
    alone = GatewayUnderTest.start(listeners, "proxies: { trusted: [10.0.0.0/8] }");
  }

  @AfterAll
  static void stop() {
    lines.close();
    behind.close();
    alone.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-forwarded-for | 6.6.6.6, 203.0.113.7, 127.0.0.5 | 203.0.113.7",
        "forwarded | for=6.6.6.6, for=\"[2001:db8::7]:80\" | 2001:db8::7",
        "x-real-ip | 203.0.113.7 | 127.0.0.1",
      })
  void aTrustedProxyIsBelieved(String header, String value, String address) {
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      assertThat(seen(version, behind.port("gateway"), Map.of(header, value))).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void anybodyElseIsNot(HttpVersion version) {
    Map<String, String> headers =
        Map.of("x-forwarded-for", "203.0.113.7", "forwarded", "for=203.0.113.7");

    assertThat(seen(version, alone.port("gateway"), headers)).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aHeaderOfTheProxyProtocolSaysWhereAConnectionComesFrom(HttpVersion version) {
    int first = relay(behind.port("gateway"), Buffer.buffer(V1));
    int second = relay(behind.port("gateway"), V2);

    assertThat(seen(version, first, Map.of())).isEqualTo("203.0.113.7");
    assertThat(seen(version, second, Map.of())).isEqualTo("2001:db8::7");
    assertThat(seen(version, second, Map.of("x-forwarded-for", "6.6.6.6")))
        .isEqualTo("2001:db8::7");
  }

  @Test
  void behindItsSourceTheWayMayGoOn() {
    int relay = relay(behind.port("gateway"), Buffer.buffer("PROXY TCP6 fd00::9 fd00::1 1 2\r\n"));

    assertThat(seen(HttpVersion.HTTP_1_1, relay, Map.of("x-forwarded-for", "6.6.6.6, 203.0.113.8")))
        .isEqualTo("203.0.113.8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PROXY UNKNOWN\r\n", "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n"})
  void aConnectionOfTheProxyItselfIsItsOwn(String header) {
    int relay = relay(behind.port("gateway"), Buffer.buffer(header));

    assertThat(seen(HttpVersion.HTTP_1_1, relay, Map.of())).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void theHeaderStandsBeforeTls(HttpVersion version) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(version);

    HttpClientResponse response = get(options, relay(behind.port("ops"), V2), "/nowhere", Map.of());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.version()).isEqualTo(version);
    assertThat(addressOf(response)).isEqualTo("2001:db8::7");
  }

  @Test
  void aHeaderInPiecesIsTakenToo() throws IOException {
    try (RawClient client = new RawClient(behind.port("gateway"))) {
      for (int i = 0; i < V1.length(); i++) {
        client.write(V1.substring(i, i + 1));
      }

      assertThat(client.write("GET /livez HTTP/1.1\r\nhost: x\r\n\r\n").read().status())
          .isEqualTo(200);
    }
  }

  @Test
  void aBrokenHeaderEndsTheConnection() throws IOException {
    try (RawClient client = new RawClient(behind.port("gateway"))) {
      client.write("PROXY TCP4 203.0.113.7 nonsense\r\nGET /livez HTTP/1.1\r\nhost: x\r\n\r\n");

      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void fromAnybodyElseAHeaderIsMalformedHttp() throws IOException {
    RawClient.Answer answer =
        RawClient.send(alone.port("gateway"), V1 + "GET /livez HTTP/1.1\r\nhost: x\r\n\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(ErrorCode.MALFORMED_HTTP.id());
  }

  @Test
  void guessesOfOneNetworkKeepNobodyElseFromSigningIn() {
    String stranger = "2001:db8:0:1::";
    for (int i = 0; i < 100; i++) {
      signin("guessed-" + i + "@example.com", stranger + Integer.toHexString(i));
    }

    Reply sameNetwork = signin("owner@example.com", stranger + "ffff");
    Reply other = signin("owner@example.com", "2001:db8:0:2::1");
    Reply spoofed = signin("owner@example.com", "2001:db8:0:2::1, " + stranger + "1");

    sameNetwork.isError(ErrorCode.SIGNIN_THROTTLED);
    assertThat(other.status()).isEqualTo(200);
    spoofed.isError(ErrorCode.SIGNIN_THROTTLED);
  }

  private static Reply signin(String email, String forwardedFor) {
    return done(
        ApiClient.send(
            ApiClient.of(vertx, behind.port("management"))
                .request(HttpMethod.POST, "/v1/signins")
                .putHeader("x-forwarded-for", forwardedFor),
            new JsonObject()
                .put("grant_type", "password")
                .put("email", email)
                .put("password", "correct horse battery")));
  }

  /** The address in the access line of one request. */
  private static String seen(HttpVersion version, int port, Map<String, String> headers) {
    HttpClientOptions options =
        new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
    return addressOf(get(options, port, "/v1/models", headers));
  }

  private static HttpClientResponse get(
      HttpClientOptions options, int port, String path, Map<String, String> headers) {
    HttpClient client = vertx.createHttpClient(options);
    RequestOptions request = new RequestOptions().setHost("127.0.0.1").setPort(port).setURI(path);
    headers.forEach(request::putHeader);
    HttpClientResponse response =
        done(
            client
                .request(request)
                .compose(opened -> opened.send())
                .compose(answer -> answer.end().map(answer)));
    done(client.close());
    return response;
  }

  private static String addressOf(HttpClientResponse response) {
    String id = response.getHeader("x-request-id");
    until(() -> lines.ofRequest(id).isPresent());
    return lines.ofRequest(id).map(line -> line.get("address")).orElse("none");
  }

  /** A proxy that passes on bytes, as they are, behind {@code header}. */
  private static int relay(int port, Buffer header) {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                client -> {
                  client.pause();
                  net.connect(port, "127.0.0.1")
                      .onSuccess(gateway -> join(client, gateway, header));
                });
    return done(server.listen(0, "127.0.0.1")).actualPort();
  }

  private static void join(NetSocket client, NetSocket gateway, Buffer header) {
    if (header.length() > 0) {
      gateway.write(header);
    }
    client.pipeTo(gateway);
    gateway.pipeTo(client);
  }
}
