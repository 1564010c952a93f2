package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.answer.ChatText;
import com.plurence.gateway.demo.answer.EventFormat;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.ErrorObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A response as OpenAI's Responses API tells it. For one response. */
final class ResponsesVoice implements Voice {
  private static final long CREATED = 1_767_225_600L;

  /** Chunks that the last events repeat. */
  private static final int MOST_REPEATED = 10_000;

  private final DialectRequest request;
  private final ChatText text;
  private final EventFormat format;
  private int sequence;

  ResponsesVoice(String provider, DialectRequest request, DemoScript script) {
    this.request = request;
    this.text = new ChatText(provider, request.chat(), script.content());
    this.format = new EventFormat(script.framing());
  }

  @Override
  public ChatText text() {
    return text;
  }

  @Override
  public Buffer whole() {
    return response("completed", JsonArray.of(item("completed", said())), text.plainTokens())
        .toBuffer();
  }

  private String said() {
    return text.call()
        .map(call -> call.text())
        .orElseGet(() -> new JsonObject("{\"text\":\"" + text.whole() + "\"}").getString("text"));
  }

  private JsonObject response(String status, JsonArray output, int outputTokens) {
    JsonObject response =
        new JsonObject()
            .put("id", id("resp_demo"))
            .put("object", "response")
            .put("created_at", CREATED)
            .put("status", status)
            .put("model", request.chat().model())
            .put("output", output)
            .putNull("error")
            .putNull("incomplete_details")
            .putNull("instructions")
            .put("metadata", new JsonObject())
            .put("parallel_tool_calls", true)
            .put("tool_choice", "auto")
            .put("tools", new JsonArray());
    if (outputTokens > 0) {
      response.put("usage", usage(outputTokens));
    }
    return response;
  }

  private JsonObject usage(int outputTokens) {
    return new JsonObject()
        .put("input_tokens", request.chat().promptTokens())
        .put(
            "input_tokens_details",
            new JsonObject().put("cached_tokens", request.cacheRead()).put("cache_write_tokens", 0))
        .put("output_tokens", outputTokens)
        .put("output_tokens_details", new JsonObject().put("reasoning_tokens", 0))
        .put("total_tokens", request.chat().promptTokens() + outputTokens);
  }

  private String id(String prefix) {
    return String.format(Locale.ROOT, "%s%08x", prefix, request.chat().prompt().hashCode());
  }

  /** The only item: words, or a call. */
  private JsonObject item(String status, String said) {
    return text.call()
        .map(
            call ->
                new JsonObject()
                    .put("type", "function_call")
                    .put("id", id("fc_demo"))
                    .put("call_id", id("call_demo") + Integer.toHexString(call.text().hashCode()))
                    .put("name", call.name())
                    .put("arguments", said)
                    .put("status", status))
        .orElseGet(
            () ->
                new JsonObject()
                    .put("type", "message")
                    .put("id", id("msg_demo"))
                    .put("role", "assistant")
                    .put("status", status)
                    .put(
                        "content",
                        status.equals("completed") ? JsonArray.of(part(said)) : new JsonArray()));
  }

  private static JsonObject part(String said) {
    return new JsonObject()
        .put("type", "output_text")
        .put("text", said)
        .put("annotations", new JsonArray())
        .put("logprobs", new JsonArray());
  }

  @Override
  public String opening() {
    JsonObject begun = response("in_progress", new JsonArray(), 0);
    String events =
        event("response.created", new JsonObject().put("response", begun))
            + event("response.in_progress", new JsonObject().put("response", begun))
            + event("response.output_item.added", ofItem().put("item", item("in_progress", "")));
    return text.call().isPresent()
        ? events
        : events + event("response.content_part.added", ofPart().put("part", part("")));
  }

  private static JsonObject ofItem() {
    return new JsonObject().put("output_index", 0);
  }

  private JsonObject ofPart() {
    String id = text.call().isPresent() ? id("fc_demo") : id("msg_demo");
    JsonObject event = ofItem().put("item_id", id);
    return text.call().isPresent() ? event : event.put("content_index", 0);
  }

  /** There is no event for it in this API. */
  @Override
  public String ping() {
    return ": ping\n\n";
  }

  @Override
  public String chunk(int index) {
    String delta = new JsonObject("{\"text\":\"" + text.chunk(index) + "\"}").getString("text");
    return text.call().isPresent()
        ? event("response.function_call_arguments.delta", ofPart().put("delta", delta))
        : event(
            "response.output_text.delta",
            ofPart().put("delta", delta).put("logprobs", new JsonArray()));
  }

  @Override
  public String closing(boolean marked) {
    String said = streamed();
    String done =
        text.call().isPresent()
            ? event(
                "response.function_call_arguments.done",
                ofPart().put("arguments", said).put("name", text.call().orElseThrow().name()))
            : event(
                    "response.output_text.done",
                    ofPart().put("text", said).put("logprobs", new JsonArray()))
                + event("response.content_part.done", ofPart().put("part", part(said)));
    JsonObject item = item("completed", said);
    return done
        + event("response.output_item.done", ofItem().put("item", item))
        + (marked
            ? event(
                "response.completed",
                new JsonObject()
                    .put(
                        "response",
                        response(
                            "completed", JsonArray.of(item), Math.max(1, text.streamTokens()))))
            : "");
  }

  /** The words of all chunks, as far as they are always the same. */
  private String streamed() {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < Math.min(text.chunks(), MOST_REPEATED); i++) {
      said.append(text.chunk(i));
    }
    return new JsonObject("{\"text\":\"" + said + "\"}").getString("text");
  }

  @Override
  public String broken() {
    sequence++;
    return format.event(
        "response.output_text.delta", "{\"type\":\"response.output_text.delta\",\"del");
  }

  @Override
  public String error(ErrorObject error) {
    JsonObject failed =
        response("failed", new JsonArray(), 0)
            .put(
                "error",
                new JsonObject()
                    .put("code", error.code().orElse("server_error"))
                    .put("message", error.message()));
    return event("response.failed", new JsonObject().put("response", failed));
  }

  private String event(String type, JsonObject data) {
    JsonObject event = new JsonObject().put("type", type).put("sequence_number", sequence++);
    event.mergeIn(data);
    return format.event(type, event.encode());
  }
}
