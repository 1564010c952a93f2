package com.plurence.gateway.acceptance.http;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that ask and then read nothing hold nobody's connection for longer than they may. */
final class UnreadResponsesTest {
  private static GatewayUnderTest gateway;
  private AccessLines access;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            timeouts_http: { write: 800ms }
            providers: { one: { base_url: "demo://one" } }
            models: { chat: { targets: [ { provider: one } ] } }
            """);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void listen() {
    access = AccessLines.listen();
  }

  @AfterEach
  void close() {
    access.close();
  }

  @ParameterizedTest(name = "{0} streamed {1}")
  @CsvSource({"HTTP_1_1, true", "HTTP_2, true", "HTTP_1_1, false", "HTTP_2, false"})
  void whoReadsNothingIsGivenUp(HttpVersion version, boolean streamed) {
    HttpClient client = gateway.outside().createHttpClient(options(version));

    HttpClientResponse answer =
        done(
            client
                .request(chat(streamed))
                .compose(
                    request ->
                        request
                            .send(GatewayUnderTest.chatBody("chat", streamed))
                            .onSuccess(UnreadResponsesTest::leaveUnread)));

    until(() -> access.of("chat").size() == 1);
    Map<String, String> line = access.of("chat").get(0);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(line).containsEntry("status", "499").containsEntry("outcome", "client_disconnect");
    until(() -> gateway.demo("one").journal().open() == 0);
    until(() -> gateway.metric("plurence_overload_held") == 0);
    done(client.close());
  }

  private static void leaveUnread(HttpClientResponse answer) {
    answer.exceptionHandler(given -> {}).pause();
  }

  /** More than sockets take for a client that reads nothing. */
  private static RequestOptions chat(boolean streamed) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(gateway.url() + "/v1/chat/completions")
            .putHeader("x-api-key", GatewayUnderTest.KEY)
            .putHeader("content-type", "application/json");
    return streamed
        ? options.putHeader("x-demo-chunks", "300000")
        : options.putHeader("x-demo-size", "30000000");
  }

  private static HttpClientOptions options(HttpVersion version) {
    return new HttpClientOptions()
        .setProtocolVersion(version)
        .setHttp2ClearTextUpgrade(false)
        .setReceiveBufferSize(16 * 1024);
  }
}
