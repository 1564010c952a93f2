package com.example.echo;

import com.plurence.gateway.extension.BackendRequest;
import com.plurence.gateway.extension.EventSink;
import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.ModelBackend;
import com.plurence.gateway.extension.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A model that says what it is told, word by word. */
public final class Echo implements Extension, ModelBackend {

  @Override
  public void register(ExtensionContext gateway) {
    gateway.backend("echo", this);
  }

  @Override
  public Future<Buffer> answer(BackendRequest request) {
    JsonObject message = new JsonObject().put("role", "assistant").put("content", told(request));
    return Future.succeededFuture(
        answer("chat.completion", request, new JsonObject().put("message", message), "stop")
            .toBuffer());
  }

  @Override
  public Future<Void> stream(BackendRequest request, EventSink events) {
    Future<Void> written = Future.succeededFuture();
    for (String word : told(request).split("(?<= )")) {
      JsonObject delta = new JsonObject().put("delta", new JsonObject().put("content", word));
      written = written.compose(room -> events.write(chunk(request, delta, null)));
    }
    JsonObject nothing = new JsonObject().put("delta", new JsonObject());
    return written.compose(room -> events.write(chunk(request, nothing, "stop")));
  }

  private static String told(BackendRequest request) {
    JsonArray messages = request.body().toJsonObject().getJsonArray("messages");
    return messages.getJsonObject(messages.size() - 1).getString("content", "");
  }

  private static StreamEvent chunk(BackendRequest request, JsonObject choice, String reason) {
    return StreamEvent.of(answer("chat.completion.chunk", request, choice, reason).encode());
  }

  private static JsonObject answer(
      String type, BackendRequest request, JsonObject choice, String reason) {
    return new JsonObject()
        .put("object", type)
        .put("model", request.model())
        .put("choices", new JsonArray().add(choice.put("index", 0).put("finish_reason", reason)));
  }
}
