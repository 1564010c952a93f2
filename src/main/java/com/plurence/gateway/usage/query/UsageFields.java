package com.plurence.gateway.usage.query;

import com.plurence.gateway.management.keyset.FieldKind;
import com.plurence.gateway.management.keyset.KeysetFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What usage records can be asked for by. */
final class UsageFields {
  private static final List<String> TEXTS =
      List.of(
          "project_id",
          "key_id",
          "model",
          "provider",
          "target",
          "operation",
          "finish_reason",
          "error_id",
          "request_id");
  private static final List<String> FLAGS = List.of("stream", "estimated", "replayed");
  private static final List<String> NUMBERS =
      List.of(
          "latency_ms",
          "ttft_ms",
          "cost_nano_usd",
          "status",
          "attempts",
          "tokens.input",
          "tokens.output",
          "tokens.total");
  private static final List<String> TIMES = List.of("timestamp", "started_at");

  /** The fields of the list, of the export and, but for the time, of sums. */
  static final KeysetFields FIELDS =
      new KeysetFields(
          kinds(), true, Set.of("timestamp", "latency_ms", "cost_nano_usd", "tokens.total"));

  private UsageFields() {}

  private static Map<String, FieldKind> kinds() {
    Map<String, FieldKind> kinds = new HashMap<>();
    TEXTS.forEach(name -> kinds.put(name, FieldKind.TEXT));
    FLAGS.forEach(name -> kinds.put(name, FieldKind.FLAG));
    NUMBERS.forEach(name -> kinds.put(name, FieldKind.NUMBER));
    TIMES.forEach(name -> kinds.put(name, FieldKind.TIME));
    return kinds;
  }
}
