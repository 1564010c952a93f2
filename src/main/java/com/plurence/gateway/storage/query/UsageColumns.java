package com.plurence.gateway.storage.query;

import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.keyset.KeysetFields;
import com.plurence.gateway.usage.UsageJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of usage records as expressions of their table. What clients name is looked up here
 * and never becomes SQL; tags are JSON, whose keys and values hold neither commas nor control
 * characters.
 */
final class UsageColumns {
  private static final Set<String> NULLABLE =
      Set.of("provider", "target", "finish_reason", "error_id");

  private static final Map<String, String> SUMS =
      Map.of(
          "tokens.input", "(uncached_tokens + cache_read_tokens + cache_write_tokens)",
          "tokens.output", "(text_tokens + reasoning_tokens)",
          "tokens.total",
              "(uncached_tokens + cache_read_tokens + cache_write_tokens + text_tokens"
                  + " + reasoning_tokens)");

  private static final Set<String> COLUMNS =
      Set.of(
          "timestamp",
          "started_at",
          "project_id",
          "key_id",
          "model",
          "provider",
          "target",
          "operation",
          "finish_reason",
          "error_id",
          "request_id",
          "stream",
          "estimated",
          "replayed",
          "latency_ms",
          "ttft_ms",
          "cost_nano_usd",
          "status",
          "attempts");

  private static final FieldConditions CONDITIONS =
      new FieldConditions(UsageColumns::expression, NULLABLE);

  private UsageColumns() {}

  /** What to order by. */
  static String expression(String field) {
    String sum = SUMS.get(field);
    if (sum == null && !COLUMNS.contains(field)) {
      throw new IllegalArgumentException("no column for the field " + field);
    }
    return sum == null ? field : sum;
  }

  /** What to group by: text that is never null, '' where the record names nothing. */
  static Statement group(String field) {
    if (KeysetFields.isTag(field)) {
      return tag(field.substring(KeysetFields.TAGS.length()));
    }
    String column = expression(field);
    return new Statement().add(NULLABLE.contains(field) ? "coalesce(" + column + ", '')" : column);
  }

  /** What a value by which was grouped is for clients; null for ''. */
  static @Nullable String shown(String field, String value) {
    if (value.isEmpty()) {
      return null;
    }
    return KeysetFields.isTag(field) && value.indexOf('\\') >= 0
        ? UsageJson.readTags("{\"v\":\"" + value + "\"}").get("v")
        : value;
  }

  /**
   * All conditions, each beginning with {@code and}; of several exact values for a field one is
   * enough.
   */
  static Statement conditions(List<Filter> filters) {
    return CONDITIONS.all(filters);
  }

  /** The same for the roll-ups, in which nothing is null. */
  static Statement ofRollUp(List<Filter> filters) {
    Statement conditions = new Statement();
    filters.stream()
        .collect(Collectors.groupingBy(Filter::field, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (field, values) -> {
              String marks = values.stream().map(value -> "?").collect(Collectors.joining(", "));
              conditions.add(
                  " and " + expression(field) + " in (" + marks + ")",
                  values.stream().map(Filter::value).toArray());
            });
    return conditions;
  }

  /** The value up to the comma behind it, or to the end of the whole; as JSON has it. */
  private static Statement tag(String key) {
    String member = FieldConditions.member(key);
    String rest =
        "substring(tags from position('%s' in tags) + %d)".formatted(member, member.length());
    return new Statement()
        .add(
            ("case when position('%s' in tags) = 0 or tags is null then ''"
                    + " when position('\",' in %s) > 0"
                    + " then substring(%s from 1 for position('\",' in %s) - 1)"
                    + " else substring(%s from 1 for char_length(%s) - 2) end")
                .formatted(member, rest, rest, rest, rest, rest));
  }
}
