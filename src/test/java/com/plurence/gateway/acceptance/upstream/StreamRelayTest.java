package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client gets of a stream, whatever way the provider sends it. */
final class StreamRelayTest {
  private static final int CHUNKS = 2;

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers: { one: { base_url: "demo://one" } }
            models: { chat: { targets: [ { provider: one } ] } }
            """);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({"lf, true", "crlf, false", "cr, true"})
  void theSameBytesReachTheClientWhereverTheyAreCutAndHoweverLinesEnd(String line, boolean space) {
    Map<String, String> framing = Map.of("x-demo-line", line, "x-demo-space", "" + space);
    String expected = chunks(Map.of());
    int length = expected.length() + 64;

    Map<Integer, String> differing = new ConcurrentHashMap<>();
    IntStream.rangeClosed(1, length)
        .parallel()
        .forEach(
            cut -> {
              String seen = chunks(with(framing, "x-demo-split", cut));
              if (!seen.equals(expected)) {
                differing.put(cut, seen);
              }
            });

    assertThat(expected).contains("\"1 \"", "\"" + CHUNKS + " \"").endsWith("data: [DONE]\n\n");
    assertThat(differing).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
  void everyChunkReachesTheClientBeforeTheNextIsSent(HttpVersion version, boolean gzip) {
    String key = "steps-" + version + gzip;
    StreamClient.Call call =
        gateway
            .streams(version)
            .chat(
                "chat",
                true,
                Map.of("x-demo-chunks", "5", "x-demo-lockstep", key, "x-demo-gzip", "" + gzip));

    for (int chunk = 1; chunk <= 5; chunk++) {
      String content = "\"content\":\"" + chunk + " \"";
      until(() -> call.text().contains(content));
      assertThat(call.text()).doesNotContain("\"content\":\"" + (chunk + 1) + " \"");
      assertThat(call.ended()).isFalse();
      gateway.demo("one").step(key);
    }

    until(call::ended);
    assertThat(call.text()).endsWith("data: [DONE]\n\n");
    assertThat(call.header("content-encoding")).isNull();
  }

  @Test
  void aCompressedAnswerReachesTheClientReadable() {
    String expected = gateway.chat("chat", false, Map.of("x-demo-times", "0")).text();

    Answer answer = gateway.chat("chat", false, Map.of("x-demo-gzip", "true"));

    assertThat(answer.text()).isEqualTo(expected);
    assertThat(answer.header("content-encoding")).isEmpty();
    assertThat(new JsonObject(answer.text()).getJsonArray("choices")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000})
  void aPlainAnswerIsPassedOnUntouchedWhereverItIsCut(int cut) {
    Map<String, String> large = Map.of("x-demo-size", "3000");
    String expected = gateway.chat("chat", false, large).text();

    Answer answer = gateway.chat("chat", false, with(large, "x-demo-split", cut));

    assertThat(answer.text()).isEqualTo(expected);
  }

  private static String chunks(Map<String, String> headers) {
    return gateway.chat("chat", true, with(headers, "x-demo-chunks", CHUNKS)).text();
  }

  private static Map<String, String> with(Map<String, String> headers, String name, int value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, Integer.toString(value));
    return more;
  }
}
