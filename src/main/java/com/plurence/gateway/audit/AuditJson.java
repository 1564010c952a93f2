package com.plurence.gateway.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Audit events as JSON: in the API, and on their way to the store. */
public final class AuditJson {
  private static final JsonFactory JSON = new JsonFactory();

  private AuditJson() {}

  /** Writes {@code event} as UTF-8. */
  public static void write(AuditEvent event, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(event, json);
    }
  }

  /** Writes {@code event}; what is not known is null, never missing. */
  public static void write(AuditEvent event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    members(event, json);
    json.writeEndObject();
  }

  /**
   * Writes {@code event} with the bodies of its request.
   *
   * @param body null: they were not kept
   */
  public static void write(AuditEvent event, @Nullable AuditBody body, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    members(event, json);
    json.writeStringField("request_body", body == null ? null : AuditBody.text(body.request()));
    json.writeStringField("response_body", body == null ? null : AuditBody.text(body.response()));
    json.writeBooleanField("truncated", body != null && body.truncated());
    json.writeEndObject();
  }

  private static void members(AuditEvent event, JsonGenerator json) throws IOException {
    json.writeStringField("request_id", event.requestId());
    json.writeNumberField("timestamp", event.timestamp());
    json.writeStringField("kind", event.kind().label());
    json.writeStringField("outcome", event.outcome().label());
    json.writeStringField("account_id", event.accountId());
    json.writeStringField("project_id", event.projectId());
    json.writeStringField("key_id", event.keyId());
    json.writeStringField("principal_id", event.principalId());
    json.writeStringField("address", event.address());
    json.writeStringField("method", event.method());
    json.writeStringField("route", event.route());
    json.writeStringField("action", event.action());
    json.writeFieldName("changes");
    changes(event.changes(), json);
    json.writeStringField("model", event.model());
    json.writeStringField("provider", event.provider());
    json.writeStringField("target", event.target());
    json.writeNumberField("status", event.status());
    json.writeStringField("error_id", event.errorId());
    json.writeStringField("scope", event.scope());
    json.writeStringField("dimension", event.dimension());
    json.writeNumberField("count", event.count());
    json.writeNumberField("latency_ms", event.latencyMs());
    json.writeNumberField("bytes_in", event.bytesIn());
    json.writeNumberField("bytes_out", event.bytesOut());
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, String> tag : new TreeMap<>(event.tags()).entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("bodies", event.bodies());
  }

  /** They are JSON already. */
  private static void changes(@Nullable String changes, JsonGenerator json) throws IOException {
    if (changes == null) {
      json.writeNull();
    } else {
      json.writeRawValue(changes);
    }
  }

  /**
   * Reads an event that this class has written. Not for an event loop.
   *
   * @throws RuntimeException if it has not
   */
  public static AuditEvent read(byte[] json) {
    JsonObject event = new JsonObject(new String(json, StandardCharsets.UTF_8));
    @Nullable JsonObject changes = event.getJsonObject("changes");
    return new AuditEvent(
        event.getString("request_id"),
        event.getLong("timestamp"),
        AuditEvent.Kind.valueOf(event.getString("kind").toUpperCase(Locale.ROOT)),
        Outcome.valueOf(event.getString("outcome").toUpperCase(Locale.ROOT)),
        event.getString("account_id"),
        event.getString("project_id"),
        event.getString("key_id"),
        event.getString("principal_id"),
        event.getString("address"),
        event.getString("method"),
        event.getString("route"),
        event.getString("action"),
        changes == null ? null : changes.encode(),
        event.getString("model"),
        event.getString("provider"),
        event.getString("target"),
        event.getInteger("status"),
        event.getString("error_id"),
        event.getString("scope"),
        event.getString("dimension"),
        event.getLong("count"),
        event.getLong("latency_ms"),
        event.getLong("bytes_in"),
        event.getLong("bytes_out"),
        tags(event.getJsonObject("tags")),
        event.getBoolean("bodies"));
  }

  private static Map<String, String> tags(JsonObject tags) {
    Map<String, String> read = new HashMap<>();
    tags.forEach(tag -> read.put(tag.getKey(), String.valueOf(tag.getValue())));
    return read;
  }
}
