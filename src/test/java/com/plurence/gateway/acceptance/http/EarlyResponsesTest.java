package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are answered before they have wholly arrived, and what follows on the wire. */
final class EarlyResponsesTest {
  private static final String KEY = "x-api-key: " + GatewayUnderTest.KEY;
  private static final Duration LONGER_THAN_A_HEAD_MAY_TAKE = Duration.ofMillis(900);
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels("timeouts_http: { header: 300ms }");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A pooled client would take a second answer for that of its next request. */
  @ParameterizedTest
  @CsvSource({
    "POST /nope, X: y, 404",
    "POST /livez, X: y, 405",
    "POST /v1/chat/completions, X: y, 401",
    "POST /v1/chat/completions, Content-Type: text/plain, 400",
    "GET /livez, X: y, 200",
    "OPTIONS /v1/models, X: y, 204",
  })
  void aBodyThatComesAfterItsAnswerIsNoHeadThatComesSlowly(
      String request, String header, int status) throws IOException {
    String key = status == 400 ? KEY : "";
    try (RawClient client = new RawClient(gateway.port())) {
      RawClient.Answer answer =
          client.write(head(request, key, header, "Content-Length: 5")).readHead();
      client.in().skipNBytes(answer.header("content-length").map(Long::parseLong).orElse(0L));
      client.write("ab");
      client.write("cde");

      assertThat(answer.status()).isEqualTo(status);
      staysSilent(client);
      assertThat(client.write(head("GET /livez")).read().status()).isEqualTo(200);
    }
  }

  /** Some clients send an empty line behind a body, which RFC 9112 wants ignored. */
  @ParameterizedTest
  @CsvSource({"'\r\n'", "'\r\n\r\n'", "'\n'"})
  void anEmptyLineBetweenRequestsIsNoHead(String line) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(head("GET /livez")).read();
      client.write(line);

      staysSilent(client);
      assertThat(client.write(head("GET /livez")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void theNextRequestMayFollowTheBodyThatNobodyRead() throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      String refused = head("POST " + CHAT, "Content-Length: 3");
      client.write(refused);
      assertThat(client.read().status()).isEqualTo(401);

      client.write("abc" + refused + "abc" + head("GET /livez"));

      assertThat(client.read().status()).isEqualTo(401);
      assertThat(client.read().status()).isEqualTo(200);
      staysSilent(client);
    }
  }

  /** What the request says is not needed, and what follows can't be understood. */
  @ParameterizedTest
  @CsvSource({
    "GET /livez, 200",
    "OPTIONS /v1/models, 204",
    "GET /v1/errors, 200",
    "GET /readyz, 200",
    "GET /nope, 404",
    "POST /livez, 405",
    "GET /v1/models, 401",
  })
  void aRequestWithABrokenChunkIsAnsweredBeforeTheConnectionCloses(String request, int status)
      throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.write(head(request, "Transfer-Encoding: chunked") + "zz\r\n");

      RawClient.Answer answer = client.readHead();

      assertThat(answer.status()).isEqualTo(status);
      assertThat(new String(client.readAll(), StandardCharsets.UTF_8)).doesNotContain("HTTP/1.1");
    }
  }

  private static void staysSilent(RawClient client) {
    await()
        .during(LONGER_THAN_A_HEAD_MAY_TAKE)
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.in().available() == 0);
  }
}
