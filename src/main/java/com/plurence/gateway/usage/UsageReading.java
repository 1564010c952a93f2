package com.plurence.gateway.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.plurence.gateway.price.TokenClasses;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one usage record; members that a later version may have are passed over. */
final class UsageReading {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, Boolean> flags = new HashMap<>();
  private TokenClasses tokens = TokenClasses.NONE;
  private List<UsageAttempt> attempts = List.of();
  private Map<String, String> tags = Map.of();

  private UsageReading() {}

  static UsageRecord read(JsonParser json) throws IOException {
    UsageReading reading = new UsageReading();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("no usage record");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      reading.member(name, json);
    }
    return reading.usage();
  }

  private void member(String name, JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case VALUE_STRING -> texts.put(name, json.getText());
      case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
      case VALUE_TRUE, VALUE_FALSE -> flags.put(name, json.getBooleanValue());
      case START_OBJECT, START_ARRAY -> nested(name, json);
      default -> {}
    }
  }

  private void nested(String name, JsonParser json) throws IOException {
    switch (name) {
      case "tokens" -> tokens = TokensJson.read(json);
      case "attempt_log" -> attempts = AttemptsJson.read(json);
      case "tags" -> tags = tags(json);
      default -> json.skipChildren();
    }
  }

  /** The parser stands at the beginning of the object, and then at its end. */
  static Map<String, String> tags(JsonParser json) throws IOException {
    Map<String, String> tags = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      tags.put(name, json.getText());
    }
    return tags;
  }

  private UsageRecord usage() {
    return new UsageRecord(
        text("request_id"),
        number("timestamp"),
        number("started_at"),
        text("account_id"),
        text("project_id"),
        text("key_id"),
        text("operation"),
        flag("stream"),
        text("model"),
        texts.get("provider"),
        texts.get("target"),
        texts.get("upstream_model"),
        tokens,
        flag("estimated"),
        numbers.get("cost_nano_usd"),
        day(texts.get("price")),
        number("latency_ms"),
        numbers.get("ttft_ms"),
        texts.get("finish_reason"),
        (int) number("status"),
        texts.get("error_id"),
        (int) number("attempts"),
        attempts,
        flag("replayed"),
        flag("cached"),
        tags,
        texts.get("end_user"),
        numbers.get("body_ms"),
        numbers.get("admitted_ms"),
        texts.get("trace_id"));
  }

  private String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no usage record: %s is missing".formatted(name));
    }
    return text;
  }

  private long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  private boolean flag(String name) {
    return flags.getOrDefault(name, false);
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
