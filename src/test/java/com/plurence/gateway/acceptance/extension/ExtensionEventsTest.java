package com.plurence.gateway.acceptance.extension;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.Outcome;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What extensions are told. */
@VertxTest
final class ExtensionEventsTest {
  private static final String FRONT = "{ name: com.example.front.Front, deadline: 5s }";

  @TempDir private static Path directory;

  @BeforeAll
  static void pack() throws IOException {
    ExtensionJar.ofExample("front", directory);
    ExtensionJar.ofExample("exporter", directory);
    ExtensionJar.ofExample("faulty", directory);
  }

  @Test
  void eventsTellWhatHasHappened() {
    try (ExtendedGateway told = ExtendedGateway.start(directory, FRONT)) {
      told.chat("Hi", false);
      told.chat("nobody", "Hi", false);
      told.chat("Hi", false, "x-demo-status: 401");
      told.send("GET /x/hello/Ann", "");
      Outcome.done(told.gateway().reconfigure(ExtendedGateway.config(directory, FRONT)));

      await()
          .untilAsserted(
              () ->
                  assertThat(events(told))
                      .anyMatch(e -> e.startsWith("Usage[") && e.contains("model=m, provider=a"))
                      .anyMatch(e -> e.startsWith("Usage[") && e.contains("partner=null"))
                      .anyMatch(e -> e.startsWith("Audit[") && e.contains("partner=null"))
                      .anyMatch(e -> e.startsWith("Audit[") && e.contains("DAT030009"))
                      .anyMatch(e -> e.startsWith("Audit[") && e.contains("/x/hello/:name"))
                      .anyMatch(e -> e.startsWith("TargetHealth[") && e.contains("BENCHED"))
                      .anyMatch(e -> e.startsWith("ConfigurationReloaded[")));
    }
  }

  private static List<String> events(ExtendedGateway told) {
    return new JsonObject(told.send("GET /x/events", "").text())
        .getJsonArray("events").stream().map(String::valueOf).toList();
  }

  @Test
  void anAnswerThatEndedWellIsToldAsOneOnBothVersionsOfHttp(Vertx outside) {
    try (RecordedLog log = RecordedLog.of("com.example");
        ExtendedGateway gateway =
            ExtendedGateway.start(directory, "{ name: com.example.faulty.Other }")) {
      for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
        int port = gateway.gateway().port("gateway");
        StreamClient client = StreamClient.of(outside, port, version);
        Map<String, String> key = Map.of("x-api-key", ExtendedGateway.KEY);
        until(client.chat("m", false, key)::ended);
        until(client.chat("m", true, key)::ended);
      }

      await()
          .untilAsserted(
              () -> {
                assertThat(log.lines())
                    .filteredOn(line -> line.contains("told Usage["))
                    .hasSize(4)
                    .allMatch(line -> line.contains("finishReason=stop"));
                assertThat(log.lines())
                    .filteredOn(line -> line.contains("told Audit["))
                    .hasSize(4)
                    .allMatch(line -> line.contains("status=200"));
              });
    }
  }

  @Test
  void usageIsExportedToTheLastLine() throws IOException {
    Path file = directory.resolve("usage.jsonl");
    try (ExtendedGateway exporting =
        ExtendedGateway.start(
            directory,
            "{ name: com.example.exporter.UsageExporter, config: { file: '" + file + "' } }")) {
      exporting.chat("Hi", false);
      exporting.chat("Hi", true);
      exporting.chat("Hi", false, "x-demo-status: 400");
    }

    List<JsonObject> lines = Files.readAllLines(file).stream().map(JsonObject::new).toList();
    assertThat(lines)
        .extracting(line -> line.getString("finish_reason"))
        .containsExactly("stop", "stop", "error");
    assertThat(lines.get(0).getJsonObject("tokens").getLong("input")).isPositive();
  }

  @Test
  void aRequestThatAHookRefusesIsTold() {
    try (RecordedLog log = RecordedLog.of("com.example");
        ExtendedGateway gateway =
            ExtendedGateway.start(
                directory,
                "{ name: com.example.faulty.Faulty, deadline: 5s }",
                "{ name: com.example.faulty.Other, config: { error: DAT039005 } }")) {
      gateway.chat("Hi", false, "x-faulty: refuses");

      await()
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .anyMatch(
                          line ->
                              line.contains("told Usage[")
                                  && line.contains("model=m, provider=, ")
                                  && line.contains("finishReason=error"))
                      .anyMatch(
                          line -> line.contains("told Audit[") && line.contains("status=400")));
    }
  }

  @Test
  void aRevokedKeyAndTheBeginningOfTheEndAreTold(Vertx outside) {
    try (RecordedLog log = RecordedLog.of("com.example")) {
      ExtendedGateway gateway =
          ExtendedGateway.start(directory, "{ name: com.example.faulty.Other }");
      ApiClient anyone = ApiClient.of(outside, gateway.port("management"));
      JsonObject signup = anyone.signUp("owner@example.com").json();
      ApiClient owner = anyone.with(signup.getString("access_token"));
      String keys = "/v1/projects/" + signup.getJsonObject("project").getString("id") + "/api-keys";
      String id = owner.post(keys, new JsonObject().put("name", "k")).json().getString("id");

      owner.delete(keys + "/" + id);
      gateway.close();

      assertThat(log.lines())
          .anyMatch(line -> line.contains("told KeyRevoked[") && line.contains("keyId=" + id))
          .anyMatch(line -> line.contains("told Draining[") && line.contains("longest=PT1S"))
          .last()
          .asString()
          .contains("stopped");
    }
  }
}
