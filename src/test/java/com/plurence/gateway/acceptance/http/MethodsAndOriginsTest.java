package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods other than those of an endpoint, and pages of other origins. */
final class MethodsAndOriginsTest {
  private static final String PAGE = "https://app.example";
  private static final String ORIGIN = "Origin: " + PAGE;

  private static GatewayUnderTest closed;
  private static GatewayUnderTest open;

  @BeforeAll
  static void start() {
    closed = GatewayUnderTest.startWithDemoModels();
    open = GatewayUnderTest.startWithDemoModels("cors: { origins: ['" + PAGE + "'], max_age: 5m }");
  }

  @AfterAll
  static void stop() {
    closed.close();
    open.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET " + CHAT + "|OPTIONS, POST",
        "DELETE /v1/embeddings|OPTIONS, POST",
        "POST /v1/models|GET, HEAD, OPTIONS",
        "PUT /v1/models/m|GET, HEAD, OPTIONS",
        "BREW /livez|GET, HEAD, OPTIONS",
        "POST /v1/errors|GET, HEAD, OPTIONS",
      })
  void aMethodThatAPathDoesNotHaveIsToldWhichItHas(String request, String allow)
      throws IOException {
    RawClient.Answer answer = RawClient.send(closed.port(), head(request));

    Contract.isError(answer, ErrorCode.METHOD_NOT_ALLOWED_HERE);
    assertThat(answer.headers("allow")).containsExactly(allow);
  }

  @Test
  void optionsTellsWhatAPathHas() throws IOException {
    RawClient.Answer answer = headOnly(closed, "OPTIONS " + CHAT, ORIGIN);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers("allow")).containsExactly("OPTIONS, POST");
    assertThat(answer.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control");
  }

  @Test
  void headIsGetWithoutTheBody() throws IOException {
    String key = "x-api-key: " + GatewayUnderTest.KEY;
    RawClient.Answer get = RawClient.send(closed.port(), head("GET /v1/models", key));
    RawClient.Answer head = headOnly(closed, "HEAD /v1/models", key);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
    assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
  }

  @Test
  void aPageOfAConfiguredOriginMayCallAfterItsPreflight() throws IOException {
    RawClient.Answer preflight =
        headOnly(
            open,
            "OPTIONS " + CHAT,
            ORIGIN,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type, x-api-key");

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("access-control-allow-origin")).hasValue(PAGE);
    assertThat(preflight.header("access-control-allow-methods")).hasValue("OPTIONS, POST");
    assertThat(preflight.header("access-control-allow-headers"))
        .hasValue("content-type, x-api-key");
    assertThat(preflight.header("access-control-max-age")).hasValue("300");
    assertThat(preflight.header("vary")).hasValue("origin");
  }

  @Test
  void aPageOfAConfiguredOriginMayReadErrors() throws IOException {
    RawClient.Answer answer = RawClient.send(open.port(), head("GET /v1/models", ORIGIN));

    Contract.isError(answer, ErrorCode.KEY_MISSING);
    assertThat(answer.header("access-control-allow-origin")).hasValue(PAGE);
    assertThat(answer.header("access-control-expose-headers").orElse("")).contains("x-request-id");
  }

  @Test
  void aPageOfAnotherOriginMayNot() throws IOException {
    RawClient.Answer answer =
        RawClient.send(open.port(), head("GET /v1/models", "Origin: https://evil.example"));

    Contract.isError(answer, ErrorCode.KEY_MISSING);
    assertThat(answer.header("access-control-allow-origin")).isEmpty();
  }

  private static RawClient.Answer headOnly(
      GatewayUnderTest gateway, String methodAndPath, String... headers) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      return client.write(head(methodAndPath, headers)).readHead();
    }
  }
}
