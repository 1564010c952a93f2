package com.plurence.gateway.usage.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Records as JSON text. */
final class RecordsJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RecordsJson() {}

  static String object(UsageRecord usage) {
    return written(json -> UsageJson.write(usage, json));
  }

  static String array(List<UsageRecord> records) {
    return written(
        json -> {
          json.writeStartArray();
          for (UsageRecord usage : records) {
            UsageJson.write(usage, json);
          }
          json.writeEndArray();
        });
  }

  /** Writes one value. */
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  static String written(Writing value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      value.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
