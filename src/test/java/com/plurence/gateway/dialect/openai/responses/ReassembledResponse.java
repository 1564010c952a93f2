package com.plurence.gateway.dialect.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.testing.golden.GoldenEvents;

/**
 * What a client makes of a stream: items grow by deltas, and whatever is said to be done must be
 * what the deltas have made.
 */
final class ReassembledResponse {
  private JsonNode last = MissingNode.getInstance();
  private JsonNode output = MissingNode.getInstance();

  ReassembledResponse(String stream) {
    ArrayNode events = GoldenEvents.of(stream);
    assertThat(GoldenEvents.sequenceFaults(events)).isEmpty();
    for (JsonNode event : events) {
      JsonNode data = event.get("data");
      assertThat(data.get("type")).isEqualTo(event.get("event"));
      assertThat(data.has("sequence_number")).isTrue();
      take(data.get("type").textValue(), data);
      last = data;
    }
  }

  /** The last event. */
  JsonNode last() {
    return last;
  }

  /** The items as they have grown, the open one with them. */
  JsonNode output() {
    return output;
  }

  private void take(String type, JsonNode data) {
    switch (type) {
      case "response.created" -> output = data.get("response").get("output").deepCopy();
      case "response.output_item.added" -> {
        assertThat(data.get("output_index").intValue()).isEqualTo(output.size());
        ((ArrayNode) output).add(data.get("item").deepCopy());
      }
      case "response.content_part.added" -> parts(data, "content").add(data.get("part").deepCopy());
      case "response.reasoning_summary_part.added" ->
          parts(data, "summary").add(data.get("part").deepCopy());
      case "response.output_text.delta" -> grow(data, "/content/", "text");
      case "response.refusal.delta" -> grow(data, "/content/", "refusal");
      case "response.reasoning_summary_text.delta" -> grow(data, "/summary/", "text");
      case "response.function_call_arguments.delta" -> grow(item(data), "arguments", data);
      case "response.custom_tool_call_input.delta" -> grow(item(data), "input", data);
      case "response.output_text.done" -> isDone(data, "/content/", "text");
      case "response.refusal.done" -> isDone(data, "/content/", "refusal");
      case "response.reasoning_summary_text.done" -> isDone(data, "/summary/", "text");
      case "response.function_call_arguments.done" ->
          assertThat(data.get("arguments")).isEqualTo(item(data).get("arguments"));
      case "response.custom_tool_call_input.done" ->
          assertThat(data.get("input")).isEqualTo(item(data).get("input"));
      case "response.output_item.done" -> itemIsDone(data);
      case "response.completed", "response.incomplete" ->
          assertThat(data.get("response").get("output")).isEqualTo(output);
      default -> assertThat(type).matches(".*(in_progress|failed|part\\.done)");
    }
  }

  private ObjectNode item(JsonNode data) {
    ObjectNode item = (ObjectNode) output.get(data.get("output_index").intValue());
    assertThat(data.get("item_id")).isEqualTo(item.get("id"));
    return item;
  }

  private ArrayNode parts(JsonNode data, String member) {
    return (ArrayNode) item(data).get(member);
  }

  private ObjectNode part(JsonNode data, String parts) {
    int index = data.path("content_index").asInt(data.path("summary_index").asInt());
    return (ObjectNode) item(data).at(parts + index);
  }

  private void grow(JsonNode data, String parts, String member) {
    grow(part(data, parts), member, data);
  }

  private static void grow(ObjectNode grows, String member, JsonNode data) {
    assertThat(data.get("delta").textValue()).isNotEmpty();
    grows.put(member, grows.get(member).textValue() + data.get("delta").textValue());
  }

  private void isDone(JsonNode data, String parts, String member) {
    assertThat(data.get(member)).isEqualTo(part(data, parts).get(member));
  }

  /** A status and a seal come with the end; nothing else does. */
  private void itemIsDone(JsonNode data) {
    ObjectNode grown = (ObjectNode) output.get(data.get("output_index").intValue());
    for (String added : new String[] {"status", "encrypted_content"}) {
      if (data.get("item").has(added)) {
        grown.set(added, data.get("item").get(added));
      }
    }
    assertThat(data.get("item")).isEqualTo(grown);
  }
}
