package com.plurence.gateway.storage.query;

import com.plurence.gateway.management.keyset.KeysetFields;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.query.SummaryRow;
import com.plurence.gateway.usage.query.Sums;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums of records as they are meant, made without a database. */
final class UsageSums {
  static final Sums NONE = new Sums(0, 0, 0, TokenClasses.NONE, 0, 0, 0);

  private UsageSums() {}

  static Sums of(List<UsageRecord> records) {
    return records.stream().map(UsageSums::of).reduce(NONE, UsageSums::plus);
  }

  static Sums ofRows(List<SummaryRow> rows) {
    return rows.stream().map(SummaryRow::sums).reduce(NONE, UsageSums::plus);
  }

  private static Sums of(UsageRecord usage) {
    Long cost = usage.costNanoUsd();
    boolean left = usage.status() == 499;
    return new Sums(
        1,
        !left && (usage.errorId() != null || usage.status() >= 400) ? 1 : 0,
        left ? 1 : 0,
        usage.tokens(),
        cost == null ? 0 : cost,
        cost == null ? 1 : 0,
        usage.latencyMs());
  }

  static Sums plus(Sums one, Sums other) {
    return new Sums(
        one.requests() + other.requests(),
        one.errors() + other.errors(),
        one.disconnects() + other.disconnects(),
        one.tokens().plus(other.tokens()),
        one.costNanoUsd() + other.costNanoUsd(),
        one.unpriced() + other.unpriced(),
        one.latencyMs() + other.latencyMs());
  }

  /** What the record has of a field by which can be grouped. */
  static @Nullable String value(String field, UsageRecord usage) {
    return switch (field) {
      case "project_id" -> usage.projectId();
      case "key_id" -> usage.keyId();
      case "model" -> usage.model();
      case "provider" -> usage.provider();
      case "target" -> usage.target();
      case "operation" -> usage.operation();
      case "finish_reason" -> usage.finishReason();
      case "error_id" -> usage.errorId();
      default -> usage.tags().get(field.substring(KeysetFields.TAGS.length()));
    };
  }
}
