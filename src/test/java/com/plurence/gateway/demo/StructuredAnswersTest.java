package com.plurence.gateway.demo;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents and structured output need of the demo provider, whole and streamed. */
@VertxTest
final class StructuredAnswersTest {
  private static final String TOOLS =
      """
      [{"type":"function","function":{"name":"now"}},
       {"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{
         "city":{"type":"string"},"days":{"type":"integer","minimum":2}},"required":["city","days"]}}},
       {"type":"custom","custom":{"name":"shell"}}]\
      """;

  private DemoProvider demo;
  private WebClient client;

  @BeforeEach
  void start(Vertx vertx) {
    demo = done(DemoProvider.start(vertx, "demo", 0));
    client = WebClient.create(vertx);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"required\" | now | {}",
        "{\"type\":\"function\",\"function\":{\"name\":\"weather\"}} | weather |"
            + " {\"city\":\"demo\",\"days\":2}",
        "{\"type\":\"custom\",\"custom\":{\"name\":\"shell\"}} | shell | demo",
        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]}}"
            + " | weather | {\"city\":\"demo\",\"days\":2}",
      })
  void aToolThatMustBeCalledIsCalledWithArgumentsThatFit(
      String choice, String name, String arguments) {
    String members = ",\"tools\":" + TOOLS + ",\"tool_choice\":" + choice;
    JsonObject whole = new JsonObject(ask(members)).getJsonArray("choices").getJsonObject(0);
    List<JsonObject> choices = choicesOf(ask(members + ",\"stream\":true"));

    JsonObject message = whole.getJsonObject("message");
    assertThat(whole.getString("finish_reason")).isEqualTo("tool_calls");
    assertThat(message.getString("content")).isNull();
    JsonObject called = called(message.getJsonArray("tool_calls"));
    assertThat(called.getString("name")).isEqualTo(name);
    assertThat(input(called)).isEqualTo(arguments);
    List<JsonObject> deltas =
        choices.stream()
            .map(event -> event.getJsonObject("delta"))
            .filter(delta -> delta.containsKey("tool_calls"))
            .map(delta -> called(delta.getJsonArray("tool_calls")))
            .toList();
    assertThat(deltas.get(0).getString("name")).isEqualTo(name);
    assertThat(String.join("", deltas.stream().map(StructuredAnswersTest::input).toList()))
        .isEqualTo(arguments);
    assertThat(choices.get(choices.size() - 1).getString("finish_reason")).isEqualTo("tool_calls");
  }

  @Test
  void aToolThatMayBeCalledIsNot() {
    assertThat(ask(",\"tool_choice\":\"auto\",\"tools\":" + TOOLS)).contains("Hello from demo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"tool_choice\":\"required\"",
        ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"other\"}},\"tools\":[]",
        ",\"response_format\":{\"type\":\"json_schema\"}",
      })
  void whatCannotBeMetIsRefused(String members) {
    assertThat(ask(members)).contains("invalid_request_error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"json_object\"} | {\"message\":\"Hello from the demo provider\"}",
        "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/a\"}},\"$defs\":{\"a\":{\"enum\":[\"x\\\"y\"]}}}}}"
            + " | {\"a\":\"x\\\"y\"}",
      })
  void contentIsAValueThatFitsTheFormat(String format, String value) {
    String members = ",\"response_format\":" + format;

    JsonObject message =
        new JsonObject(ask(members))
            .getJsonArray("choices")
            .getJsonObject(0)
            .getJsonObject("message");
    List<String> pieces =
        choicesOf(ask(members + ",\"stream\":true")).stream()
            .map(event -> event.getJsonObject("delta").getString("content", ""))
            .toList();

    assertThat(message.getString("content")).isEqualTo(value);
    assertThat(String.join("", pieces)).isEqualTo(value);
  }

  private String ask(String members) {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + members + "}";
    return done(client
            .postAbs(demo.baseUrl() + "/chat/completions")
            .sendBuffer(Buffer.buffer(body)))
        .bodyAsString();
  }

  private static List<JsonObject> choicesOf(String events) {
    return Stream.of(events.split("\n\n"))
        .map(event -> event.substring("data: ".length()))
        .filter(data -> !data.equals("[DONE]"))
        .map(data -> new JsonObject(data).getJsonArray("choices").getJsonObject(0))
        .toList();
  }

  private static JsonObject called(JsonArray calls) {
    JsonObject call = calls.getJsonObject(0);
    return call.getJsonObject(call.containsKey("custom") ? "custom" : "function");
  }

  private static String input(JsonObject called) {
    return called.getString(called.containsKey("input") ? "input" : "arguments");
  }
}
