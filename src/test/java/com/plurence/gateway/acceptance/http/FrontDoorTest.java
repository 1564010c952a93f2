package com.plurence.gateway.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.Requests;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the edge answers before any feature is asked, on every listener. */
final class FrontDoorTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /nope HTTP/1.1|Host: a, ROUTE_NOT_FOUND",
    "GET //livez HTTP/1.1|Host: a, ROUTE_NOT_FOUND",
    "GET /v1/../livez HTTP/1.1|Host: a, ROUTE_NOT_FOUND",
    "GET /v1/%2e%2e/livez HTTP/1.1|Host: a, ROUTE_NOT_FOUND",
    "POST /livez HTTP/1.1|Host: a, METHOD_NOT_ALLOWED_HERE",
    "BREW /livez HTTP/1.1|Host: a, METHOD_NOT_ALLOWED_HERE",
    "GET /livez HTTP/1.1|X: no host, MALFORMED_HTTP",
    "GET /liv%zz HTTP/1.1|Host: a, MALFORMED_HTTP",
    "GET /livez HTTP/3.0|Host: a, HTTP_VERSION_UNSUPPORTED",
    "GET /livez HTTP/1.2|Host: a, HTTP_VERSION_UNSUPPORTED",
    "GARBAGE|X: y, MALFORMED_HTTP",
    "GET /livez HTTP/1.1|Host: a|Content-Length: x, MALFORMED_HTTP",
    "GET /livez HTTP/1.1|Host: a|Bad Header: x, MALFORMED_HTTP",
  })
  void whatCannotBeServedIsAContractErrorOnEveryListener(String request, ErrorCode expected)
      throws IOException {
    for (String listener : new String[] {"gateway", "management", "ops"}) {
      RawClient.Answer answer =
          RawClient.send(gateway.port(listener), request.replace("|", "\r\n") + "\r\n\r\n");

      Contract.isError(answer, expected);
    }
  }

  @Test
  void aRequestLineOverTheLimitIsAContractError() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.port("gateway"), "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n");

    Contract.isError(answer, ErrorCode.URI_TOO_LONG);
  }

  @Test
  void headersOverTheLimitAreAContractErrorThatSurvivesTheClose() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.port("gateway"),
            "GET /livez HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(900_000) + "\r\n\r\n");

    Contract.isError(answer, ErrorCode.HEADERS_TOO_LARGE);
  }

  @Test
  void aRequestToUpgradeToHttp2InClearTextIsServedAsHttp1() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.port("gateway"),
            Requests.head("PUT /livez", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings"));

    Contract.isError(answer, ErrorCode.METHOD_NOT_ALLOWED_HERE);
  }

  @Test
  void theConnectionLivesOnAfterAnError() throws IOException {
    try (RawClient client = new RawClient(gateway.port("gateway"))) {
      client.write("POST /nope HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").read();
      RawClient.Answer second = client.write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").read();

      assertThat(second.status()).isEqualTo(200);
    }
  }

  @Test
  void headGivesTheHeadersOfTheErrorAndNoBody() throws IOException {
    try (RawClient client = new RawClient(gateway.port("gateway"))) {
      RawClient.Answer head = client.write("HEAD /nope HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
      RawClient.Answer next = client.write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").read();

      assertThat(head.status()).isEqualTo(404);
      assertThat(head.header("content-length")).isPresent();
      assertThat(next.status()).isEqualTo(200);
    }
  }

  @Test
  void theRegistryIsServedToEveryone() throws IOException {
    RawClient.Answer answer =
        RawClient.send(gateway.port("gateway"), "GET /v1/errors HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answer.text()).contains(ErrorCode.ROUTE_NOT_FOUND.id());
  }
}
