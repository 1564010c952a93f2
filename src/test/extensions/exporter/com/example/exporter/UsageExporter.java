package com.example.exporter;

import com.plurence.gateway.extension.Extension;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.GatewayEvent.Usage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Appends one line of JSON to a file for each request to a model. */
public final class UsageExporter implements Extension {
  private String file = "";
  private AsyncFile lines;

  @Override
  public List<String> problems(JsonObject config) {
    return config.getValue("file") instanceof String ? List.of() : List.of("file is missing");
  }

  @Override
  public void register(ExtensionContext gateway) {
    file = gateway.config().getString("file");
    gateway.on(Usage.class, this::write);
  }

  @Override
  public Future<?> deploy(Context context) {
    return context
        .owner()
        .fileSystem()
        .open(file, new OpenOptions().setAppend(true))
        .onSuccess(opened -> lines = opened);
  }

  /** Writes are done in their order; closing waits for them. */
  private void write(Usage usage) {
    JsonObject line =
        new JsonObject()
            .put("timestamp", usage.at().toEpochMilli())
            .put("request_id", usage.requestId())
            .put("project_id", usage.caller().projectId())
            .put("model", usage.model())
            .put("provider", usage.provider())
            .put("latency_ms", usage.latency().toMillis())
            .put("finish_reason", usage.finishReason())
            .put("attributes", new JsonObject().mergeIn(JsonObject.mapFrom(usage.attributes())));
    JsonObject tokens = new JsonObject();
    usage.inputTokens().ifPresent(count -> tokens.put("input", count));
    usage.outputTokens().ifPresent(count -> tokens.put("output", count));
    lines.write(Buffer.buffer(line.put("tokens", tokens).encode() + "\n"));
  }

  @Override
  public Future<?> undeploy(Context context) {
    return lines.close();
  }
}
