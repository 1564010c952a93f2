package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.junit5.VertxTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@VertxTest
final class Http2Test {
  private static final Buffer CHAT =
      Buffer.buffer("{\"model\":\"m\",\"stream\":true,\"messages\":[]}");

  private DemoProvider demo;
  private HttpClient client;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
  }

  @ParameterizedTest
  @CsvSource({"x-demo-times, 0", "x-demo-gzip, false", "x-demo-split, 5"})
  void streamsOverCleartextHttp2(String header, String value) throws Exception {
    HttpClientRequest request = request(header, value);

    assertThat(body(request)).endsWith("data: [DONE]\n\n");
    assertThat(request.version()).isEqualTo(HttpVersion.HTTP_2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "reset-before-head", "reset", "cut"})
  void resetsTheStreamAndSparesTheConnection(String fault) throws Exception {
    HttpClientRequest broken = request("x-demo-fault", fault);

    // Vert.x tells of a reset in either way, as it meets the request or its answer.
    assertThatThrownBy(() -> body(broken))
        .isInstanceOfAny(StreamResetException.class, HttpClosedException.class);
    HttpClientRequest next = request("x-demo-times", "0");
    assertThat(next.connection()).isSameAs(broken.connection());
    assertThat(body(next)).contains("[DONE]");
  }

  @Test
  void noticesThatTheClientResetItsStream() throws Exception {
    HttpClientRequest request = request("x-demo-fault", "stall");
    request.send(CHAT).await(5, SECONDS);

    request.reset().await(5, SECONDS);

    await().until(() -> demo.journal().left() == 1 && demo.journal().open() == 0);
  }

  private HttpClientRequest request(String header, String value) throws Exception {
    return client
        .request(HttpMethod.POST, demo.port(), "127.0.0.1", "/v1/chat/completions")
        .await(5, SECONDS)
        .putHeader(header, value);
  }

  private static String body(HttpClientRequest request) throws Exception {
    // Asked for before it can come: a short answer may end before anybody listens.
    Future<Buffer> body = request.response().compose(HttpClientResponse::body);
    request.send(CHAT);
    return body.await(5, SECONDS).toString();
  }
}
