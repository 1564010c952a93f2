package com.plurence.gateway.usage.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.plurence.gateway.usage.TokensJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Summaries as JSON. */
final class SummaryJson {
  private static final JsonFactory JSON = new JsonFactory();

  private SummaryJson() {}

  /**
   * All rows as a bare array.
   *
   * @param groupBy the names of the members that tell the groups apart
   */
  static String of(List<String> groupBy, List<SummaryRow> rows) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (SummaryRow row : rows) {
        write(groupBy, row, json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(List<String> groupBy, SummaryRow row, JsonGenerator json)
      throws IOException {
    Sums sums = row.sums();
    json.writeStartObject();
    json.writeNumberField("start", row.start());
    for (int i = 0; i < groupBy.size(); i++) {
      json.writeStringField(groupBy.get(i), row.group().get(i));
    }
    if (row.other()) {
      json.writeBooleanField("other", true);
    }
    json.writeNumberField("requests", sums.requests());
    json.writeNumberField("errors", sums.errors());
    json.writeNumberField("disconnects", sums.disconnects());
    json.writeFieldName("tokens");
    TokensJson.write(sums.tokens(), json);
    json.writeNumberField("cost_nano_usd", sums.costNanoUsd());
    json.writeNumberField("unpriced", sums.unpriced());
    json.writeObjectFieldStart("latency_ms");
    number("avg", average(sums), json);
    number("p50", row.latencyP50(), json);
    number("p95", row.latencyP95(), json);
    json.writeEndObject();
    json.writeObjectFieldStart("ttft_ms");
    number("p50", row.ttftP50(), json);
    number("p95", row.ttftP95(), json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static @Nullable Double average(Sums sums) {
    return sums.requests() == 0
        ? null
        : (Double) (Math.round(100.0 * sums.latencyMs() / sums.requests()) / 100.0);
  }

  private static void number(String name, @Nullable Double number, JsonGenerator json)
      throws IOException {
    json.writeFieldName(name);
    if (number == null) {
      json.writeNull();
    } else if (number == Math.rint(number)) {
      json.writeNumber(Math.round(number));
    } else {
      json.writeNumber(number);
    }
  }
}
