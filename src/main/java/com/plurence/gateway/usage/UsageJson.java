package com.plurence.gateway.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Usage records as JSON: in the spool, in the API and in exports. Members stand in the order of the
 * documentation; what is not known is null, and never missing. Safe on any thread.
 */
public final class UsageJson {
  private static final JsonFactory JSON = new JsonFactory();

  private UsageJson() {}

  /** Writes {@code usage} to {@code out}, in UTF-8. */
  public static void write(UsageRecord usage, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(usage, json);
    }
  }

  /** Writes {@code usage} as the next value of {@code json}. */
  public static void write(UsageRecord usage, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("request_id", usage.requestId());
    json.writeNumberField("timestamp", usage.timestamp());
    json.writeNumberField("started_at", usage.startedAt());
    json.writeStringField("account_id", usage.accountId());
    json.writeStringField("project_id", usage.projectId());
    json.writeStringField("key_id", usage.keyId());
    json.writeStringField("operation", usage.operation());
    json.writeBooleanField("stream", usage.stream());
    json.writeStringField("model", usage.model());
    json.writeStringField("provider", usage.provider());
    json.writeStringField("target", usage.target());
    json.writeStringField("upstream_model", usage.upstreamModel());
    json.writeFieldName("tokens");
    TokensJson.write(usage.tokens(), json);
    json.writeBooleanField("estimated", usage.estimated());
    number("cost_nano_usd", usage.costNanoUsd(), json);
    json.writeStringField("price", text(usage.price()));
    json.writeNumberField("latency_ms", usage.latencyMs());
    number("ttft_ms", usage.ttftMs(), json);
    json.writeStringField("finish_reason", usage.finishReason());
    json.writeNumberField("status", usage.status());
    json.writeStringField("error_id", usage.errorId());
    json.writeNumberField("attempts", usage.attempts());
    json.writeFieldName("attempt_log");
    AttemptsJson.write(usage.attemptLog(), json);
    json.writeBooleanField("replayed", usage.replayed());
    json.writeBooleanField("cached", usage.cached());
    json.writeFieldName("tags");
    tags(usage.tags(), json);
    json.writeStringField("end_user", usage.endUser());
    number("body_ms", usage.bodyMs(), json);
    number("admitted_ms", usage.admittedMs(), json);
    json.writeStringField("trace_id", usage.traceId());
    json.writeEndObject();
  }

  /**
   * Reads a record that this class has written.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static UsageRecord read(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return UsageReading.read(parser);
    } catch (IOException e) {
      throw new IllegalArgumentException("no usage record", e);
    }
  }

  /** The member {@code tags} alone, in the order of its keys. */
  public static String tags(Map<String, String> tags) {
    return written(json -> tags(tags, json));
  }

  /** Reads what {@link #tags(Map)} wrote. */
  public static Map<String, String> readTags(String tags) {
    return parsed(tags, UsageReading::tags);
  }

  /** The member {@code attempt_log} alone. */
  public static String attempts(List<UsageAttempt> attempts) {
    return written(json -> AttemptsJson.write(attempts, json));
  }

  /** Reads what {@link #attempts(List)} wrote. */
  public static List<UsageAttempt> readAttempts(String attempts) {
    return parsed(attempts, AttemptsJson::read);
  }

  /** A date as it is written; null where a price has always held. */
  public static @Nullable String text(@Nullable LocalDate day) {
    return day == null || day.equals(LocalDate.MIN) ? null : day.toString();
  }

  private static void tags(Map<String, String> tags, JsonGenerator json) throws IOException {
    json.writeStartObject();
    Map<String, String> sorted = tags.size() < 2 ? tags : new TreeMap<>(tags);
    for (Map.Entry<String, String> tag : sorted.entrySet()) {
      json.writeStringField(tag.getKey(), tag.getValue());
    }
    json.writeEndObject();
  }

  static void number(String name, @Nullable Long number, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    if (number == null) {
      json.writeNull();
    } else {
      json.writeNumber(number);
    }
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private interface Reading<T> {
    T from(JsonParser json) throws IOException;
  }

  private static String written(Writing value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      value.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static <T> T parsed(String text, Reading<T> value) {
    try (JsonParser json = JSON.createParser(text)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw new IllegalArgumentException("no JSON");
      }
      return value.from(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
