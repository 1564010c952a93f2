package com.plurence.gateway.acceptance.observability;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator can read from the ops listener. */
final class MetricsTest {
  private static final String KEY = GatewayUnderTest.KEY;
  private static final String FREE_PORTS =
      """
      listeners:
        gateway: { host: 127.0.0.1, port: 0 }
        management: { port: 0 }
        ops: { port: 0 }
      """;

  private static Vertx outside;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() throws ConfigException {
    outside = Vertx.vertx();
    gateway = GatewayUnderTest.start(FREE_PORTS);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(outside.close());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aChatIsCountedByRouteModelAndTargetWithItsTokens(HttpVersion version) throws IOException {
    double before = chatsOf200();

    StreamClient.Call call =
        StreamClient.of(outside, gateway.port("gateway"), version)
            .chat("demo-chat", false, Map.of("x-api-key", KEY));
    until(call::ended);
    assertThat(call.status()).as(call.text()).isEqualTo(200);

    until(() -> chatsOf200() == before + 1);
    // Counted when the response has left, which its reader may learn first.
    await()
        .untilAsserted(
            () ->
                assertThat(scrape())
                    .contains("http_server_request_duration_seconds_count{")
                    .contains("http_route=\"/v1/chat/completions\"")
                    .containsPattern(
                        "gen_ai_server_request_duration_seconds_count\\{.*gen_ai_request_model=\"demo-chat\".*\\}"
                            + " [1-9]")
                    .containsPattern(
                        "gen_ai_client_token_usage_sum\\{.*gen_ai_token_type=\"output\".*\\}"
                            + " [1-9]"));
  }

  private static double chatsOf200() throws IOException {
    return scrape()
        .lines()
        .filter(line -> line.startsWith("http_server_request_duration_seconds_count{"))
        .filter(line -> line.contains("http_route=\"/v1/chat/completions\""))
        .filter(line -> line.contains("http_response_status_code=\"200\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void collectionsOfGarbageAreCountedByCollector() throws IOException {
    assertThat(scrape())
        .containsPattern("jvm_gc_pause_seconds_count\\{gc=\"[^\"]+\"\\} ")
        .containsPattern("jvm_gc_pause_seconds_sum\\{gc=\"[^\"]+\"\\} ");
  }

  @Test
  void anUnknownModelIsNoLabel() throws IOException {
    chat("{\"model\":\"made-up\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    assertThat(scrapeWith("error_type=\"DAT030009\"")).doesNotContain("made-up");
  }

  @Test
  void anUnknownPathOrMethodIsNoLabel() throws IOException {
    RawClient.send(gateway.port("gateway"), "BREW /coffee HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(scrapeWith("http_route=\"unmatched\""))
        .doesNotContain("coffee")
        .doesNotContain("BREW");
  }

  private static void chat(String body) throws IOException {
    RawClient.send(
        gateway.port("gateway"),
        "POST /v1/chat/completions HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Content-Type: application/json\r\n"
            + "X-Api-Key: "
            + KEY
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** A response may arrive before it has been counted. */
  private static String scrapeWith(String expected) {
    return await().until(MetricsTest::scrape, metrics -> metrics.contains(expected));
  }

  private static String scrape() throws IOException {
    return RawClient.send(gateway.port("ops"), "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n").text();
  }
}
