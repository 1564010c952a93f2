package com.plurence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.Contract;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.Outcome;
import com.plurence.gateway.testing.RawClient;
import com.plurence.gateway.testing.RecordedLog;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What extensions add at the edge: endpoints, callers, and ears for what happens. */
final class ExtensionEndpointsTest {
  private static final String FRONT = "{ name: com.example.front.Front, deadline: 5s }";

  @TempDir private static Path directory;
  private static ExtendedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    ExtensionJar.ofExample("front", directory);
    ExtensionJar.ofExample("exporter", directory);
    gateway = ExtendedGateway.start(directory, FRONT);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void anEndpointAnswersWithItsParameters() {
    RawClient.Answer answer = gateway.send("GET /x/hello/Ann?times=2", "", "x-other: 1");

    JsonObject body = new JsonObject(answer.text());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-request-id")).isPresent();
    assertThat(body.getString("hello")).isEqualTo("Ann");
    assertThat(body.getString("times")).isEqualTo("2");
    assertThat(body.getJsonArray("shown")).contains("x-other").doesNotContain("x-api-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /x/hello/Ann | wrong | KEY_INVALID",
        "POST /x/hello/Ann | plr_test_x | METHOD_NOT_ALLOWED_HERE",
        "GET /x/nothing | plr_test_x | ROUTE_NOT_FOUND",
        "GET /x/broken | plr_test_x | EXTENSION_FAILED",
      })
  void anEndpointHasTheGuardsAndErrorsOfAllOthers(String line, String key, ErrorCode expected)
      throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.gateway().port("gateway"),
            line + " HTTP/1.1\r\nHost: a\r\nx-api-key: " + key + "\r\n\r\n");

    Contract.isError(answer, expected);
    assertThat(answer.text()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"a\": | MALFORMED_JSON", "'{\"a\":1}' | "},
      quoteCharacter = '\'')
  void aBodyIsJsonBeforeAnEndpointSeesIt(String body, ErrorCode expected) {
    RawClient.Answer answer = gateway.send("POST /x/echo", body);

    if (expected == null) {
      assertThat(answer.text()).isEqualTo(body);
    } else {
      Contract.isError(answer, expected);
    }
  }

  @Test
  void anEndpointFailsWithAnErrorOfItsOwn() {
    JsonObject body = Contract.isError(gateway.send("GET /x/missing", ""));

    assertThat(body.getString("error_id")).isEqualTo("DAT039002");
    assertThat(body.getString("message")).isEqualTo("No such thing");
  }

  @Test
  void whereThereIsNoGuardNobodyComesIn() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.gateway().port("management"), "GET /x/people HTTP/1.1\r\nHost: a\r\n\r\n");

    Contract.isError(answer, ErrorCode.ROUTE_NOT_FOUND);
  }

  @Test
  void aCallerIsKnownByAHeaderOfTheExtension() throws IOException {
    RawClient.Answer good = asPartner("good");
    RawClient.Answer unknown = asPartner("bad");
    RawClient.Answer broken = asPartner("broken");

    assertThat(new JsonObject(good.text()).getString("project")).isEqualTo("partners");
    assertThat(good.text()).doesNotContain("x-partner");
    assertThat(Contract.isError(unknown).getString("error_id")).isEqualTo("DAT029001");
    Contract.isError(broken, ErrorCode.EXTENSION_FAILED);
  }

  private static RawClient.Answer asPartner(String token) throws IOException {
    return RawClient.send(
        gateway.gateway().port("gateway"),
        "GET /x/hello/you HTTP/1.1\r\nHost: a\r\nx-partner: " + token + "\r\n\r\n");
  }

  @Test
  void endpointsComeAndGoWithAReload() {
    try (ExtendedGateway changing = ExtendedGateway.start(directory)) {
      RawClient.Answer before = changing.send("GET /x/later/Ann", "");
      Outcome.done(
          changing
              .gateway()
              .reconfigure(
                  ExtendedGateway.config(
                      directory,
                      "{ name: com.example.front.Front, config: { path: '/x/later/:name' } }")));
      RawClient.Answer between = changing.send("GET /x/later/Ann", "");
      Outcome.done(changing.gateway().reconfigure(ExtendedGateway.config(directory)));
      RawClient.Answer after = changing.send("GET /x/later/Ann", "");

      Contract.isError(before, ErrorCode.ROUTE_NOT_FOUND);
      assertThat(between.status()).isEqualTo(200);
      Contract.isError(after, ErrorCode.ROUTE_NOT_FOUND);
    }
  }

  @Test
  void twoExtensionsCannotHaveTheSameEndpoint() {
    Throwable refusal =
        catchThrowable(
            () ->
                Outcome.done(
                    ExtendedGateway.starting(
                        directory, FRONT, "{ name: com.example.front.Front, order: 1 }")));

    assertThat(refusal)
        .hasMessageContaining("GET /x/hello/:name belongs to com.example.front.Front");
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
  void anExtensionWithAMistakenConfigurationSaysWhichSetting() {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway");
        ExtendedGateway without =
            ExtendedGateway.start(
                directory, "{ name: com.example.exporter.UsageExporter, required: false }")) {
      assertThat(without.chat("Hi", false).status()).isEqualTo(200);
      assertThat(log.lines()).anyMatch(line -> line.contains("file is missing"));
    }
  }
}
