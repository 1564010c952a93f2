package com.example.faulty;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A verticle that knows nothing of the gateway but its event-bus addresses. */
public final class PlainVerticle extends VerticleBase {
  @Override
  public Future<?> start() {
    return vertx
        .eventBus()
        .<Object>localConsumer(
            "plurence.provider.plain",
            message ->
                message.reply(
                    new JsonObject()
                        .put("choices", new JsonArray().add(new JsonObject().put("plain", true)))))
        .completion();
  }
}
