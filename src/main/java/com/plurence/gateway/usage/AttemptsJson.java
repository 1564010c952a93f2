package com.plurence.gateway.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.plurence.gateway.record.Billing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The member {@code attempt_log}. */
final class AttemptsJson {
  private AttemptsJson() {}

  static void write(List<UsageAttempt> attempts, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (UsageAttempt attempt : attempts) {
      json.writeStartObject();
      json.writeStringField("target", attempt.target());
      json.writeStringField("outcome", attempt.outcome());
      json.writeNumberField("ms", attempt.ms());
      UsageJson.number("total_tokens", attempt.totalTokens(), json);
      json.writeStringField("billing", attempt.billing().label());
      json.writeNumberField("at_ms", attempt.atMs());
      UsageJson.number("first_byte_ms", attempt.firstByteMs(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The parser stands at the beginning of the array, and then at its end. */
  static List<UsageAttempt> read(JsonParser json) throws IOException {
    List<UsageAttempt> attempts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      attempts.add(attempt(json));
    }
    return attempts;
  }

  private static UsageAttempt attempt(JsonParser json) throws IOException {
    String target = "";
    String outcome = "";
    long ms = 0;
    Long totalTokens = null;
    Billing billing = Billing.NONE;
    long atMs = 0;
    Long firstByteMs = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "target" -> target = json.getText();
        case "outcome" -> outcome = json.getText();
        case "ms" -> ms = json.getLongValue();
        case "total_tokens" -> totalTokens = number(json);
        case "billing" -> billing = billing(json.getText());
        case "at_ms" -> atMs = json.getLongValue();
        case "first_byte_ms" -> firstByteMs = number(json);
        default -> json.skipChildren();
      }
    }
    return new UsageAttempt(target, outcome, ms, totalTokens, billing, atMs, firstByteMs);
  }

  private static Billing billing(String label) {
    for (Billing billing : Billing.values()) {
      if (billing.label().equals(label)) {
        return billing;
      }
    }
    return Billing.UNKNOWN;
  }

  static @Nullable Long number(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : (Long) json.getLongValue();
  }
}
