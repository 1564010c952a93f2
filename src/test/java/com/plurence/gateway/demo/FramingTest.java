package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@VertxTest
final class FramingTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private DemoProvider demo;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void splitsTheBodyIntoPiecesOfOneSize(boolean stream) throws Exception {
    String whole = text(call(stream));

    try (RawClient raw = RawClient.to(demo)) {
      String body =
          raw.chat(stream, "x-demo-split", "7", "x-demo-times", "9")
              .readAll(Duration.ofMillis(500))
              .body();

      String[] chunks = body.split("\r\n", -1);
      StringBuilder joined = new StringBuilder();
      for (int i = 0; !chunks[i].equals("0"); i += 2) {
        joined.append(chunks[i + 1]);
        assertThat(chunks[i]).isEqualTo(chunks[i + 2].equals("0") ? chunks[i] : "7");
      }
      assertThat(joined.toString()).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"lf, \n", "crlf, \r\n", "cr, \r"})
  void endsLinesAsTold(String name, String line) throws Exception {
    String ending = name.equals("lf") ? "\n" : name.equals("cr") ? "\r" : "\r\n";

    String body = text(call(true, "x-demo-line", name));

    assertThat(body).endsWith("data: [DONE]" + ending + ending);
    assertThat(body.replace(ending, "")).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void leavesTheSpaceOut() throws Exception {
    assertThat(text(call(true, "x-demo-space", "false")))
        .startsWith("data:{")
        .contains("data:[DONE]");
  }

  @Test
  void commentsBetweenEvents() throws Exception {
    String body = text(call(true, "x-demo-comments", "true", "x-demo-chunks", "1"));

    assertThat(body.split(": keep-alive\n\n", -1)).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void compressesUnasked(boolean stream) throws Exception {
    HttpResponse<byte[]> answer = call(stream, "x-demo-gzip", "true");

    assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(text(call(stream)));
    }
  }

  @Test
  void fillsChunksToASize() throws Exception {
    String body = text(call(true, "x-demo-chunks", "2", "x-demo-size", "5"));

    assertThat(body).contains("\"content\":\"1....\"").contains("\"content\":\"2....\"");
  }

  private HttpResponse<byte[]> call(boolean stream, String... headers) throws Exception {
    String body =
        "{\"model\":\"m\",\"stream\":"
            + stream
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(demo.baseUrl() + "/chat/completions"))
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
