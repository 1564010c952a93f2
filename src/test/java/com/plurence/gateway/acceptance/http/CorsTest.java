package com.plurence.gateway.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which web pages may call which listener. */
final class CorsTest {
  private static final String ONE_ORIGIN =
      """
      listeners: { gateway: { port: 0 }, management: { port: 0 }, ops: { port: 0 } }
      cors:
        origins:
          - https://app.example.com
          - HTTPS://Usual.Example.com:443
          - app://obsidian.md
          - chrome-extension://abcdef
          - "http://[::1]:3000"
          - "null"
      """;

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start(ONE_ORIGIN);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aPageOfTheOriginMayReadWhatTheGatewayListenerAnswersErrorsIncluded() throws Exception {
    assertThat(get("gateway", "/v1/models", "https://app.example.com"))
        .hasValue("https://app.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://usual.example.com",
        "app://obsidian.md",
        "chrome-extension://abcdef",
        "http://[::1]:3000",
        "null",
      })
  void aPageOfAnAppOrAtAnAddressMayIfItIsListed(String origin) throws Exception {
    assertThat(get("gateway", "/v1/models", origin)).hasValue(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com",
        "http://app.example.com",
        "https://app.example.com:8443",
        "app://other",
        "http://[::2]:3000",
      })
  void aPageOfAnotherOriginMayNot(String origin) throws Exception {
    assertThat(get("gateway", "/v1/models", origin)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"management", "ops"})
  void noPageMayReadTheOtherListeners(String listener) throws Exception {
    assertThat(get(listener, "/livez", "https://app.example.com")).isEmpty();
  }

  private static Optional<String> get(String listener, String path, String origin)
      throws Exception {
    String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nOrigin: " + origin + "\r\n\r\n";
    return RawClient.send(gateway.port(listener), request).header("access-control-allow-origin");
  }
}
