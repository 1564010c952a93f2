package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.RawClient.Received;
import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider does with requests that bring no script, and with a script that is wrong. */
@VertxTest
final class UsualScriptTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private DemoProvider demo;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
  }

  @Test
  void obeysTheUsualScriptWhereTheRequestHasNone() throws Exception {
    demo.script(DemoScript.of("x-demo-status", "503", "x-demo-times", "1"));

    assertThat(call(false, "x-demo-status", "418").head()).contains(" 418 ");
    assertThat(call(false).head()).contains(" 503 ");
    assertThat(call(false).head()).contains(" 200 ");
  }

  @Test
  void returnsToNormal() throws Exception {
    demo.script(DemoScript.of("x-demo-status", "503"));
    demo.script(DemoScript.NORMAL);

    assertThat(call(false).head()).contains(" 200 ");
  }

  @Test
  void namesTheHeaderThatIsWrong() throws Exception {
    Received received = call(false, "x-demo-status", "teapot");

    assertThat(received.head()).startsWith("HTTP/1.1 400");
    assertThat(error(received).getString("param")).isEqualTo("x-demo-status");
    assertThat(error(received).getString("message")).contains("200 to 599");
  }

  private Received call(boolean stream, String... headers) throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      return client.chat(stream, headers).readAll(PATIENCE);
    }
  }

  private static JsonObject error(Received received) {
    return new JsonObject(received.body()).getJsonObject("error");
  }
}
