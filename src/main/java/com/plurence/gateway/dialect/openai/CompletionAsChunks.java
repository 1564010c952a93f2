package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Writes a whole chat completion as the stream that would have brought it. */
final class CompletionAsChunks {
  private CompletionAsChunks() {}

  /**
   * Reads and writes the whole of {@code response}, so not to be called on an event loop.
   *
   * @param response a well-formed chat completion
   * @param usageWanted whether usage comes in an event of its own before the end
   */
  static Buffer of(Buffer response, boolean usageWanted) {
    JsonObject completion = new JsonObject(response);
    JsonArray choices = completion.getJsonArray("choices");
    JsonArray contents = new JsonArray();
    JsonArray ends = new JsonArray();
    for (int i = 0; i < choices.size(); i++) {
      JsonObject choice = choices.getJsonObject(i);
      Object index = choice.getValue("index", i);
      contents.add(
          choice.copy().put("index", index).put("delta", delta(choice)).putNull("finish_reason"));
      contents.getJsonObject(i).remove("message");
      ends.add(
          new JsonObject()
              .put("index", index)
              .put("delta", new JsonObject())
              .put("finish_reason", choice.getValue("finish_reason", "stop")));
    }
    @Nullable Object usage = completion.remove("usage");
    completion.put("object", "chat.completion.chunk");
    Buffer events = Buffer.buffer(response.length() + 512);
    write(events, completion.put("choices", contents));
    write(events, completion.put("choices", ends));
    if (usageWanted && usage != null) {
      write(events, completion.put("choices", new JsonArray()).put("usage", usage));
    }
    return events.appendBuffer(EndMarker.event());
  }

  /** In a stream each call of a tool has a number. */
  private static JsonObject delta(JsonObject choice) {
    JsonObject delta = choice.getJsonObject("message", new JsonObject()).copy();
    JsonArray calls = delta.getJsonArray("tool_calls", new JsonArray());
    for (int i = 0; i < calls.size(); i++) {
      calls.getJsonObject(i).put("index", i);
    }
    return delta;
  }

  private static void write(Buffer events, JsonObject chunk) {
    byte[] data = chunk.toBuffer().getBytes();
    SseWriter.appendData(events, data, 0, data.length);
  }
}
