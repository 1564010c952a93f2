package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.TestCertificate;
import com.plurence.gateway.testing.client.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 in clear text with prior knowledge, and both versions over TLS by ALPN. */
final class Http2ListenerTest {
  private static Vertx vertx;
  private static TestCertificate certificate;
  private static GatewayUnderTest clear;
  private static GatewayUnderTest secure;

  enum Way {
    H2C(HttpVersion.HTTP_2, false),
    H2_OVER_TLS(HttpVersion.HTTP_2, true),
    HTTP1_OVER_TLS(HttpVersion.HTTP_1_1, true);

    private final HttpVersion version;
    private final boolean tls;

    Way(HttpVersion version, boolean tls) {
      this.version = version;
      this.tls = tls;
    }
  }

  private record Answer(HttpClientResponse response, Buffer body) {
    void isError(ErrorCode expected) {
      assertThat(
              Contract.isError(
                      response.statusCode(),
                      name -> Optional.ofNullable(response.getHeader(name)),
                      body.toString())
                  .getString("error_id"))
          .isEqualTo(expected.id());
    }
  }

  @BeforeAll
  static void start(@TempDir Path directory) {
    vertx = Vertx.vertx();
    certificate = TestCertificate.in(directory);
    clear = GatewayUnderTest.startWithDemoModels();
    secure =
        GatewayUnderTest.with()
            .demoModels()
            .listener(
                "tls: { certificate: '%s', key: '%s' }"
                    .formatted(certificate.certificate(), certificate.key()))
            .start();
  }

  @AfterAll
  static void stop() {
    clear.close();
    secure.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @EnumSource
  void aChatIsCompletedAndStreamed(Way way) {
    HttpClient client = client(way);

    Answer plain = chat(client, way, false, Map.of());
    Answer streamed = chat(client, way, true, Map.of("x-demo-chunks", "3"));

    assertThat(plain.response().version()).isEqualTo(way.version);
    assertThat(plain.body().toString()).contains("\"choices\"");
    assertThat(streamed.response().getHeader("content-type")).startsWith("text/event-stream");
    assertThat(streamed.body().toString()).contains("\"3 \"").endsWith("data: [DONE]\n\n");
    done(client.close());
  }

  @ParameterizedTest
  @EnumSource
  void errorsAreTheContract(Way way) {
    HttpClient client = client(way);

    send(client, way, HttpMethod.GET, "/nope", Map.of(), "").isError(ErrorCode.ROUTE_NOT_FOUND);
    send(client, way, HttpMethod.GET, "/v1/models", Map.of(), "").isError(ErrorCode.KEY_MISSING);
    send(client, way, HttpMethod.GET, CHAT, Map.of(), "")
        .isError(ErrorCode.METHOD_NOT_ALLOWED_HERE);
    post(client, way, "").isError(ErrorCode.ENTITY_REQUIRED);
    post(client, way, "{").isError(ErrorCode.MALFORMED_JSON);
    post(client, way, "{}").isError(ErrorCode.VALIDATION_FAILED);
    post(client, way, " ".repeat(11 << 20)).isError(ErrorCode.BODY_TOO_LARGE);
    send(client, way, HttpMethod.GET, "/" + "a".repeat(9000), Map.of(), "")
        .isError(ErrorCode.URI_TOO_LONG);
    done(client.close());
  }

  /** One connection, so that all requests share it. */
  private static HttpClient client(Way way) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(way.version)
            .setHttp2ClearTextUpgrade(false)
            .setSsl(way.tls)
            .setUseAlpn(way.tls)
            .setTrustOptions(
                new PemTrustOptions().addCertPath(certificate.certificate().toString()));
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1).setHttp2MaxSize(1));
  }

  private static Answer chat(
      HttpClient client, Way way, boolean streamed, Map<String, String> script) {
    RequestOptions options = options(way, HttpMethod.POST, CHAT, script);
    options
        .putHeader("x-api-key", GatewayUnderTest.KEY)
        .putHeader("content-type", "application/json");
    return done(send(client, options, chatBody("m", streamed)));
  }

  private static Answer post(HttpClient client, Way way, String body) {
    return send(
        client,
        way,
        HttpMethod.POST,
        CHAT,
        Map.of("x-api-key", GatewayUnderTest.KEY, "content-type", "application/json"),
        body);
  }

  private static Answer send(
      HttpClient client,
      Way way,
      HttpMethod method,
      String path,
      Map<String, String> headers,
      String body) {
    return done(request(client, way, method, path, headers, body));
  }

  private static Future<Answer> request(
      HttpClient client,
      Way way,
      HttpMethod method,
      String path,
      Map<String, String> headers,
      String body) {
    return send(client, options(way, method, path, headers), body);
  }

  private static RequestOptions options(
      Way way, HttpMethod method, String path, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost("localhost")
            .setPort((way.tls ? secure : clear).port())
            .setURI(path);
    headers.forEach(options::putHeader);
    return options;
  }

  /** The response counts, whatever becomes of the rest of the request. */
  private static Future<Answer> send(HttpClient client, RequestOptions options, String body) {
    return client
        .request(options)
        .compose(
            request -> {
              Future<Answer> answer = request.response().compose(Http2ListenerTest::read);
              end(request, body);
              return answer;
            });
  }

  private static void end(HttpClientRequest request, String body) {
    if (body.isEmpty()) {
      request.end();
    } else {
      request.end(Buffer.buffer(body));
    }
  }

  private static Future<Answer> read(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response, body));
  }
}
