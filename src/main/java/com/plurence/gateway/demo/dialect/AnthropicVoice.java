package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.answer.ChatText;
import com.plurence.gateway.demo.answer.EventFormat;
import com.plurence.gateway.demo.answer.Form;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.ErrorObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A response as Anthropic's Messages API tells it. */
final class AnthropicVoice implements Voice {
  private static final String THOUGHT = "Let me think.";
  private static final int STREAMED_ERROR = 500;

  private final DialectRequest request;
  private final ChatText text;
  private final EventFormat format;

  AnthropicVoice(String provider, DialectRequest request, DemoScript script) {
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
    JsonArray content = new JsonArray();
    if (request.thinks()) {
      content.add(
          new JsonObject()
              .put("type", "thinking")
              .put("thinking", THOUGHT)
              .put("signature", Signatures.of(THOUGHT)));
    }
    content.add(
        text.call()
            .map(
                call ->
                    block(call)
                        .put("input", new JsonObject(DialectJson.parsed(call.text()).toString())))
            .orElseGet(
                () ->
                    new JsonObject("{\"text\":\"" + text.whole() + "\"}")
                        .put("type", "text")
                        .putNull("citations")));
    return message(content, stopReason(), text.plainTokens()).toBuffer();
  }

  private JsonObject message(JsonArray content, String stopReason, int outputTokens) {
    return new JsonObject()
        .put("id", id("msg_demo"))
        .put("type", "message")
        .put("role", "assistant")
        .put("model", request.chat().model())
        .put("content", content)
        .put("stop_reason", stopReason.isEmpty() ? null : stopReason)
        .putNull("stop_sequence")
        .put(
            "usage",
            new JsonObject()
                .put("input_tokens", request.chat().promptTokens() - request.cacheRead())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", request.cacheRead())
                .put("output_tokens", outputTokens));
  }

  private String id(String prefix) {
    return String.format(Locale.ROOT, "%s%08x", prefix, request.chat().prompt().hashCode());
  }

  private JsonObject block(Form.ToolCall call) {
    return new JsonObject()
        .put("type", "tool_use")
        .put("id", id("toolu_demo") + Integer.toHexString(call.text().hashCode()))
        .put("name", call.name())
        .put("input", new JsonObject());
  }

  private String stopReason() {
    return text.call().isPresent() ? "tool_use" : "end_turn";
  }

  @Override
  public String opening() {
    StringBuilder events = new StringBuilder();
    events.append(
        event(
            new JsonObject()
                .put("type", "message_start")
                .put("message", message(new JsonArray(), "", 1))));
    if (request.thinks()) {
      events.append(
          begin(
              0,
              new JsonObject().put("type", "thinking").put("thinking", "").put("signature", "")));
      events.append(
          delta(0, new JsonObject().put("type", "thinking_delta").put("thinking", THOUGHT)));
      events.append(
          delta(
              0,
              new JsonObject()
                  .put("type", "signature_delta")
                  .put("signature", Signatures.of(THOUGHT))));
      events.append(stop(0));
    }
    return events
        .append(
            begin(
                index(),
                text.call()
                    .map(this::block)
                    .orElseGet(
                        () ->
                            new JsonObject()
                                .put("type", "text")
                                .put("text", "")
                                .putNull("citations"))))
        .toString();
  }

  @Override
  public String ping() {
    return event(new JsonObject().put("type", "ping"));
  }

  @Override
  public String chunk(int index) {
    boolean call = text.call().isPresent();
    JsonObject delta =
        new JsonObject("{\"text\":\"" + text.chunk(index) + "\"}")
            .put("type", call ? "input_json_delta" : "text_delta");
    if (call) {
      delta.put("partial_json", delta.remove("text"));
    }
    return delta(index(), delta);
  }

  @Override
  public String closing(boolean marked) {
    JsonObject end =
        new JsonObject()
            .put("type", "message_delta")
            .put(
                "delta", new JsonObject().put("stop_reason", stopReason()).putNull("stop_sequence"))
            .put("usage", new JsonObject().put("output_tokens", text.streamTokens()));
    return stop(index())
        + event(end)
        + (marked ? event(new JsonObject().put("type", "message_stop")) : "");
  }

  @Override
  public String broken() {
    return format.event(
        "content_block_delta", "{\"type\":\"content_block_delta\",\"index\":" + index() + ",\"del");
  }

  @Override
  public String error(ErrorObject error) {
    return format.event("error", DialectErrors.anthropic(STREAMED_ERROR, error).encode());
  }

  private int index() {
    return request.thinks() ? 1 : 0;
  }

  private String begin(int index, JsonObject block) {
    return event(
        new JsonObject()
            .put("type", "content_block_start")
            .put("index", index)
            .put("content_block", block));
  }

  private String delta(int index, JsonObject delta) {
    return event(
        new JsonObject()
            .put("type", "content_block_delta")
            .put("index", index)
            .put("delta", delta));
  }

  private String stop(int index) {
    return event(new JsonObject().put("type", "content_block_stop").put("index", index));
  }

  private String event(JsonObject data) {
    return format.event(data.getString("type"), data.encode());
  }
}
