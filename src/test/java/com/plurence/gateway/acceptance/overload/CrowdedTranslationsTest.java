package com.plurence.gateway.acceptance.overload;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.postAs;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnProcess;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with a small heap, whose targets speak another dialect than its clients: a large text
 * is in memory several times over while it is translated.
 */
@Timeout(180)
final class CrowdedTranslationsTest {
  private static final int MIB = 1024 * 1024;
  private static final String LONG = "long";

  @TempDir private Path directory;
  private final Vertx outside = Vertx.vertx();
  private final ExecutorService crowd = Executors.newCachedThreadPool();
  private OwnProcess gateway;
  private int port;

  @BeforeEach
  void start() throws IOException {
    HttpServer claude =
        done(
            outside
                .createHttpServer(new HttpServerOptions().setIdleTimeout(60))
                .requestHandler(CrowdedTranslationsTest::answer)
                .listen(0, "127.0.0.1"));
    gateway =
        GatewayUnderTest.with(
                """
                store: { url: 'h2:%s' }
                providers:
                  claude: { kind: anthropic, base_url: "http://127.0.0.1:%2$d/v1", api_key: k }
                  opus: { kind: anthropic, base_url: "http://127.0.0.1:%2$d/v1", api_key: k }
                  gpt: { kind: openai, base_url: "http://127.0.0.1:1/v1", api_key: k }
                models:
                  alone: { targets: [ { provider: claude } ] }
                  long: { targets: [ { provider: claude } ] }
                  several:
                    targets:
                      - { provider: claude }
                      - { provider: opus, priority: 2 }
                      - { provider: gpt, priority: 3 }
                """
                    .formatted(directory.resolve("store"), claude.actualPort()))
            .startProcess("128m", directory);
    port = gateway.port("gateway");
  }

  /** What the model {@code long} says is long. */
  private static void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              boolean isLong = body.length() < 1000 && body.toString().contains("\"long\"");
              request
                  .response()
                  .putHeader("content-type", "application/json")
                  .end(
                      """
                      {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":\
                      [{"type":"text","text":"%s"}],"stop_reason":"end_turn",\
                      "usage":{"input_tokens":9,"output_tokens":3}}\
                      """
                          .formatted("Hello. ".repeat(isLong ? MIB * 6 / 7 : 1)));
            });
  }

  @AfterEach
  void stop() {
    crowd.shutdownNow();
    gateway.close();
    done(outside.close());
  }

  @Test
  void largeRequestsWaitForTheirTurnAndOnesAloneAreAlwaysAnswered() throws Exception {
    assertThat(outcome(picture("alone", 6 * MIB))).isEqualTo("200");
    assertThat(outcome(picture("alone", 9 * MIB))).isEqualTo("200");
    assertThat(outcome(picture("several", 6 * MIB))).isEqualTo("200");
    assertThat(outcome(question(LONG))).isEqualTo("200");

    List<Future<String>> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(crowd.submit(() -> outcome(picture("alone", 6 * MIB))));
      many.add(crowd.submit(() -> outcome(question(LONG))));
      String model = i % 2 == 0 ? "several" : "alone";
      many.add(crowd.submit(() -> outcome(picture(model, 300_000))));
    }

    for (Future<String> outcome : many) {
      assertThat(outcome.get(60, SECONDS)).isIn("200", ErrorCode.GATEWAY_OVERLOADED.id());
    }
    assertThat(many).extracting(Future::get).contains("200");
    await()
        .until(
            () ->
                RawClient.send(gateway.port("ops"), head("GET /metrics"))
                    .text()
                    .contains("plurence_overload_held 0.0"));
    assertThat(outcome(picture("alone", 6 * MIB))).isEqualTo("200");
    assertThat(gateway.isAlive()).isTrue();
  }

  private static byte[] question(String model) {
    return postAs(GatewayUnderTest.KEY, CHAT, chatBody(model, false)).getBytes(US_ASCII);
  }

  private static byte[] picture(String model, int bytes) {
    String body =
        """
        {"model":"%s","messages":[{"role":"user","content":[{"type":"image_url",\
        "image_url":{"url":"data:image/png;base64,%s"}}]}]}\
        """
            .formatted(model, "A".repeat(bytes));
    return postAs(GatewayUnderTest.KEY, CHAT, body).getBytes(US_ASCII);
  }

  /** The status of a good answer, or the id of its error, which is the contract. */
  private String outcome(byte[] request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      boolean whole = wrote(client, request);
      RawClient.Answer answer = client.read();
      if (answer.status() == 200 && whole) {
        return "200";
      }
      String id = answer.text().replaceAll("(?s).*\"error_id\":\"(\\w+)\".*", "$1");
      if (id.equals(ErrorCode.GATEWAY_OVERLOADED.id())) {
        Contract.isError(answer, ErrorCode.GATEWAY_OVERLOADED);
        assertThat(answer.header("retry-after")).hasValue("1");
      }
      return id;
    }
  }

  /** A gateway that has answered does not take the rest. */
  private static boolean wrote(RawClient client, byte[] request) {
    try {
      client.write(request);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
