package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VertxTest
final class PacingTest {
  private static final String DONE = "[DONE]\n\n\r\n0\r\n\r\n";

  private DemoProvider demo;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
  }

  @Test
  void keepsTheHeadBack() throws Exception {
    long begin = System.nanoTime();

    try (RawClient client = RawClient.to(demo)) {
      client.chat(false, "x-demo-latency", "100").readUntil("200 OK");

      assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(99).toNanos());
    }
  }

  @Test
  void sendsAChunkAnInterval() throws Exception {
    long begin = System.nanoTime();

    try (RawClient client = RawClient.to(demo)) {
      client.chat(true, "x-demo-chunks", "4", "x-demo-interval", "30").readUntil(DONE);

      assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(119).toNanos());
    }
  }

  @Test
  void sendsAChunkOnlyWhenToldTo() throws Exception {
    try (RawClient client = RawClient.to(demo);
        RawClient other = RawClient.to(demo)) {
      client.chat(true, "x-demo-chunks", "3", "x-demo-lockstep", "k");

      assertThat(client.readUntil("\"1 \"")).doesNotContain("\"2 \"");
      demo.step("k");
      assertThat(client.readUntil("\"2 \"")).doesNotContain("\"3 \"");
      other.send("POST /demo/step/k HTTP/1.1\r\nHost: demo\r\nContent-Length: 0\r\n\r\n");
      assertThat(other.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 204");
      assertThat(client.readUntil("\"3 \"")).doesNotContain("stop");
      demo.step("k");
      client.readUntil(DONE);
    }
  }

  @Test
  void keepsAWordThatWasGivenEarly() throws Exception {
    demo.step("early");

    try (RawClient client = RawClient.to(demo)) {
      client.chat(true, "x-demo-chunks", "3", "x-demo-lockstep", "early").readUntil("\"2 \"");

      assertThat(client.readUntil("}\n\n")).doesNotContain("\"3 \"");
    }
  }

  @Test
  void resetsInStepSoThatWhatCameBeforeIsSeen() throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      client.chat(true, "x-demo-fault", "reset", "x-demo-fault-after", "1", "x-demo-lockstep", "r");
      client.readUntil("\n\n\r\n");
      demo.step("r");

      assertThat(client.readAll(Duration.ofSeconds(5)).end()).isEqualTo(RawClient.End.RESET);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x-demo-latency, 60000",
    "x-demo-fault, stall",
    "x-demo-interval, 60000",
    "x-demo-lockstep, never",
    "x-demo-chunks, 100000000"
  })
  void noticesAtOnceThatTheClientWentAway(String header, String value) throws Exception {
    RawClient client = RawClient.to(demo).chat(true, header, value, "x-demo-id", "gone");
    await().until(() -> demo.journal().seen().size() == 1 && demo.journal().open() == 1);

    long closed = System.nanoTime();
    client.close();

    await().until(() -> demo.journal().left() == 1);
    assertThat(demo.journal().open()).isZero();
    DemoJournal.Departure departure = demo.journal().departures().get(0);
    assertThat(departure.headers().get("x-demo-id")).isEqualTo("gone");
    assertThat(departure.at() - closed).isBetween(0L, Duration.ofMillis(500).toNanos());
  }

  @Test
  void noticesAnUploadThatBreaksOff() throws Exception {
    RawClient client =
        RawClient.to(demo)
            .send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
    await().until(() -> demo.journal().open() == 1);

    client.close();

    await().until(() -> demo.journal().left() == 1);
  }

  @Test
  void writesAHugeStreamNoFasterThanItIsRead() throws Exception {
    try (RawClient client = RawClient.to(demo, 8192)) {
      client.chat(true, "x-demo-chunks", "2000", "x-demo-size", "100000").readUntil("\r\n\r\n");

      // chunks are made as they are written: unread, 200 MB would else be in memory by now, and
      // over
      await().during(Duration.ofMillis(500)).until(() -> demo.journal().open() == 1);
    }
  }

  @Test
  void streamsAHundredThousandChunks() throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      String text =
          client.chat(true, "x-demo-chunks", "100000").readAll(Duration.ofSeconds(10)).text();

      assertThat(text).contains("\"100000 \"").endsWith(DONE);
    }
  }

  @Test
  void answersWithAHugeBody() throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      String body =
          client.chat(false, "x-demo-size", "10000000").readAll(Duration.ofSeconds(10)).body();

      assertThat(content(body).length()).isEqualTo(10_000_000);
    }
  }

  @Test
  void stopsWithStreamsStillOpen() throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      client.chat(true, "x-demo-fault", "stall").readUntil("\r\n\r\n");

      demo.stop().await(5, SECONDS);

      assertThat(client.readAll(Duration.ofSeconds(5)).end()).isNotEqualTo(RawClient.End.SILENT);
    }
  }

  private static String content(String body) {
    return new JsonObject(body)
        .getJsonArray("choices")
        .getJsonObject(0)
        .getJsonObject("message")
        .getString("content");
  }
}
