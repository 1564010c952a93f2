package com.plurence.gateway.acceptance.cases;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigReport;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.testing.AccessLines;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of cases, over HTTP/1.1 and HTTP/2. */
final class FieldCasesTest {
  private static CaseGateways gateways;

  @BeforeAll
  static void start() {
    gateways = CaseGateways.start(FieldCase.all().toList());
  }

  @AfterAll
  static void stop() {
    gateways.stop();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void holds(FieldCase one, HttpVersion version) {
    try (CaseGateways.Stage stage = gateways.stage(one, version);
        AccessLines access = AccessLines.listen()) {
      for (JsonObject step : one.steps()) {
        play(stage, step, access);
      }
    }
  }

  private static void play(CaseGateways.Stage stage, JsonObject step, AccessLines access) {
    Expectation expected = new Expectation(step.getJsonObject("expect", new JsonObject()));
    stage.script(step.getValue("provider"));
    access.clear();

    FieldClient.Answer answer = stage.send(step.getJsonObject("send"));

    expected.isMetBy(answer);
    stage.providers().forEach(expected::isMetBy);
    if (expected.speaksOfTheLog()) {
      until(() -> !access.of(stage.model()).isEmpty());
      expected.isMetByLog(access.of(stage.model()).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  void isJudged(FieldCase one, JsonObject check) {
    String output;
    int exit = 0;
    try {
      output =
          ConfigReport.of(ConfigLoader.parse("case.yaml", check.getString("config"), env(check)));
    } catch (ConfigException mistakes) {
      output = String.valueOf(mistakes.getMessage());
      exit = 2;
    }

    assertThat(exit).as(output).isEqualTo(check.getInteger("exit"));
    new Expectation(new JsonObject().put("log", check)).isMetByLog(output);
  }

  private static Map<String, String> env(JsonObject check) {
    return check.getJsonObject("env", new JsonObject()).getMap().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
  }

  private static Stream<Arguments> steps() {
    return FieldCase.all()
        .filter(one -> !one.steps().isEmpty())
        .flatMap(
            one ->
                Stream.of(
                    Arguments.of(one, HttpVersion.HTTP_1_1),
                    Arguments.of(one, HttpVersion.HTTP_2)));
  }

  private static Stream<Arguments> checks() {
    return FieldCase.all()
        .flatMap(one -> one.checks().stream().map(check -> Arguments.of(one, check)));
  }
}
