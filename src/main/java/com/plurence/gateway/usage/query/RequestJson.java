package com.plurence.gateway.usage.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that is known of one request as JSON. */
final class RequestJson {
  private RequestJson() {}

  static String of(UsageRecord usage) {
    return RecordsJson.written(
        json -> {
          json.writeStartObject();
          json.writeFieldName("usage");
          UsageJson.write(usage, json);
          json.writeNullField("audit");
          json.writeFieldName("error");
          error(usage.errorId(), json);
          json.writeArrayFieldStart("phases");
          for (Phase phase : Phase.of(usage)) {
            phase(phase, json);
          }
          json.writeEndArray();
          json.writeStringField("trace_id", usage.traceId());
          json.writeNullField("trace_url");
          json.writeEndObject();
        });
  }

  private static void phase(Phase phase, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", phase.name());
    json.writeNumberField("at_ms", phase.atMs());
    json.writeNumberField("ms", phase.ms());
    json.writeStringField("target", phase.target());
    json.writeStringField("outcome", phase.outcome());
    json.writeEndObject();
  }

  /** What is not in the registry is an extension's own: there is no more than its id. */
  private static void error(@Nullable String id, JsonGenerator json) throws IOException {
    if (id == null) {
      json.writeNull();
      return;
    }
    Optional<ErrorCode> code =
        Arrays.stream(ErrorCode.values()).filter(known -> known.id().equals(id)).findFirst();
    json.writeStartObject();
    json.writeStringField("error_id", id);
    json.writeStringField("message", code.map(ErrorCode::message).orElse(null));
    json.writeStringField(
        "message_code", code.map(known -> known.messageCode().name()).orElse(null));
    json.writeStringField("fault", code.map(RequestJson::fault).orElse(null));
    json.writeNullField("advice");
    json.writeEndObject();
  }

  /** At whose door it lies, which the range of the id tells. */
  private static String fault(ErrorCode code) {
    String id = code.id();
    if (id.startsWith("DAT0001") || id.startsWith("DAT0002")) {
      return "provider";
    }
    if (id.startsWith("DAT0301")) {
      return "limit";
    }
    return id.startsWith("DAT00") ? "gateway" : "client";
  }
}
