package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.answer.ChatText;
import com.plurence.gateway.demo.answer.EventFormat;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.ErrorObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A response as Google's {@code generateContent} tells it. A call comes as a whole, at the end. */
final class GoogleVoice implements Voice {
  private static final String THOUGHT = "Let me think.";
  private static final int STREAMED_ERROR = 500;
  private static final int THOUGHT_TOKENS = 4;

  private final DialectRequest request;
  private final ChatText text;
  private final EventFormat format;

  GoogleVoice(String provider, DialectRequest request, DemoScript script) {
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
    JsonArray parts = thought();
    parts.add(text.call().isPresent() ? call() : words(text.whole()));
    return chunk(parts, "STOP").put("usageMetadata", usage(text.plainTokens())).toBuffer();
  }

  private JsonArray thought() {
    return request.thinks()
        ? JsonArray.of(new JsonObject().put("text", THOUGHT).put("thought", true))
        : new JsonArray();
  }

  private static JsonObject words(String escaped) {
    return new JsonObject("{\"text\":\"" + escaped + "\"}");
  }

  private JsonObject call() {
    return text.call()
        .map(
            call ->
                new JsonObject()
                    .put(
                        "functionCall",
                        new JsonObject()
                            .put("id", id() + Integer.toHexString(call.text().hashCode()))
                            .put("name", call.name())
                            .put(
                                "args", new JsonObject(DialectJson.parsed(call.text()).toString())))
                    .put("thoughtSignature", Signatures.of(call.name())))
        .orElseThrow();
  }

  private JsonObject chunk(JsonArray parts, String finishReason) {
    JsonObject candidate =
        new JsonObject()
            .put("content", new JsonObject().put("role", "model").put("parts", parts))
            .put("index", 0);
    if (!finishReason.isEmpty()) {
      candidate.put("finishReason", finishReason);
    }
    return new JsonObject()
        .put("candidates", JsonArray.of(candidate))
        .put("modelVersion", request.chat().model())
        .put("responseId", id());
  }

  private JsonObject usage(int outputTokens) {
    int thoughts = request.thinks() ? THOUGHT_TOKENS : 0;
    return new JsonObject()
        .put("promptTokenCount", request.chat().promptTokens())
        .put("candidatesTokenCount", outputTokens)
        .put("thoughtsTokenCount", thoughts)
        .put("totalTokenCount", request.chat().promptTokens() + outputTokens + thoughts);
  }

  private String id() {
    return String.format(Locale.ROOT, "demo%08x", request.chat().prompt().hashCode());
  }

  @Override
  public String opening() {
    return request.thinks() ? format.event(chunk(thought(), "").encode()) : "";
  }

  /** Google has no event for it. */
  @Override
  public String ping() {
    return ": ping\n\n";
  }

  /** Of a call there are no pieces. */
  @Override
  public String chunk(int index) {
    return text.call().isPresent()
        ? ""
        : format.event(chunk(JsonArray.of(words(text.chunk(index))), "").encode());
  }

  /** The end of the body is the mark; without it the reason is missing. */
  @Override
  public String closing(boolean marked) {
    JsonArray parts = text.call().isPresent() ? JsonArray.of(call()) : new JsonArray();
    return format.event(
        chunk(parts, marked ? "STOP" : "")
            .put("usageMetadata", usage(text.streamTokens()))
            .encode());
  }

  @Override
  public String broken() {
    return format.event("{\"candidates\":[{\"content\":{\"par");
  }

  @Override
  public String error(ErrorObject error) {
    return format.event(DialectErrors.google(STREAMED_ERROR, error).encode());
  }
}
