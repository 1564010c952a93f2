package com.plurence.gateway.storage.query;

import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.usage.query.Intervals.Run;
import com.plurence.gateway.usage.query.Measure;
import com.plurence.gateway.usage.query.SummaryQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements behind a summary. Sums come from the roll-ups by hour if these know the fields
 * that are asked for, and of hours that do not lie in one interval a part is moved, as the records
 * tell; otherwise all of it comes from the records.
 */
final class SummarySql {
  /** What one record counts: the same as for the roll-ups. */
  private static final String OF_RECORD =
      """
      %1$s as requests,
      %1$s * case when status <> 499 and (error_id is not null or status >= 400) then 1 else 0 end
        as errors,
      %1$s * case when status = 499 then 1 else 0 end as disconnects,
      %1$s * uncached_tokens as uncached_tokens, %1$s * cache_read_tokens as cache_read_tokens,
      %1$s * cache_write_tokens as cache_write_tokens, %1$s * text_tokens as text_tokens,
      %1$s * reasoning_tokens as reasoning_tokens,
      %1$s * coalesce(cost_nano_usd, 0) as cost_nano_usd,
      %1$s * case when cost_nano_usd is null then 1 else 0 end as unpriced,
      %1$s * latency_ms as latency_ms\
      """;

  private static final String OF_HOUR =
      """
      requests, errors, disconnects, uncached_tokens, cache_read_tokens, cache_write_tokens,
      text_tokens, reasoning_tokens, cost_nano_usd, unpriced, latency_ms\
      """;

  private static final String SUMMED =
      """
      sum(requests), sum(errors), sum(disconnects), sum(uncached_tokens), sum(cache_read_tokens),
      sum(cache_write_tokens), sum(text_tokens), sum(reasoning_tokens), sum(cost_nano_usd),
      sum(unpriced), sum(latency_ms)\
      """;

  /** As {@code LatencyBucket} has it. */
  private static final String BUCKET =
      "case when %1$s <= 1 then 0 else cast(ceiling(ln(cast(%1$s as double precision)) /"
          + " 0.09531017980432493) as integer) end";

  private static final String TIME_OF_KIND =
      "(case when kind.m = 0 then latency_ms else ttft_ms end)";

  private final String accountId;
  private final SummaryQuery query;
  private final List<HourPart> parts;

  SummarySql(String accountId, SummaryQuery query) {
    this.accountId = accountId;
    this.query = query;
    this.parts = HourPart.of(query.intervals());
  }

  /** How many stretches of less than an hour have to be read from the records. */
  int parts() {
    return parts.size();
  }

  /** Whether {@code known} are all fields that are asked for. */
  boolean asksOnlyFor(Set<String> known) {
    return known.containsAll(query.groupBy())
        && query.filters().stream().map(Filter::field).allMatch(known::contains);
  }

  /** The groups that are to be told apart: the values of the {@code top} largest. */
  Statement ranking(boolean fromHours, int top) {
    String groups = groups();
    return new Statement()
        .add("select " + groups + " from (")
        .add(sums(fromHours))
        .add(") x group by " + groups + " order by " + amount(query.measure()) + " desc, " + groups)
        .add(" limit " + top);
  }

  /** Interval, whether the group is told apart, its values, and the sums. */
  Statement sums(boolean fromHours, Optional<List<List<String>>> shown) {
    return grouped(sums(fromHours), "", SUMMED, shown)
        .add(" limit " + (SummaryQuery.MOST_ROWS + 1));
  }

  /** Interval, whether the group is told apart, its values, 1 for ttft, bucket and requests. */
  Statement times(boolean fromRollUps, Optional<List<List<String>>> shown) {
    return grouped(times(fromRollUps), ", m, bucket", "m, bucket, sum(requests)", shown);
  }

  private Statement grouped(
      Statement inner, String moreKeys, String values, Optional<List<List<String>>> shown) {
    String outer =
        IntStream.range(0, query.groupBy().size())
            .mapToObj(i -> ", case when shown then g" + i + " else '' end as h" + i)
            .collect(Collectors.joining());
    String keys =
        IntStream.range(0, query.groupBy().size())
            .mapToObj(i -> ", h" + i)
            .collect(Collectors.joining());
    return new Statement()
        .add("select i, shown" + keys + ", " + values + " from (select y.*" + outer)
        .add(" from (select x.*, ")
        .add(shown.map(this::isShown).orElseGet(() -> new Statement().add("true")))
        .add(" as shown from (")
        .add(inner)
        .add(") x) y) z group by i, shown" + keys + moreKeys);
  }

  private Statement isShown(List<List<String>> groups) {
    Statement condition = new Statement().add("(1 = 0");
    for (List<String> group : groups) {
      condition.add(" or (1 = 1");
      for (int i = 0; i < group.size(); i++) {
        condition.add(" and g" + i + " = ?", group.get(i));
      }
      condition.add(")");
    }
    return condition.add(")");
  }

  private Statement sums(boolean fromHours) {
    if (!fromHours) {
      return fromRecords(OF_RECORD.formatted("1"), "usage_record", "");
    }
    Statement hours = fromHours("usage_hour", OF_HOUR);
    return parts.isEmpty()
        ? hours
        : hours.add(" union all ").add(fromParts(OF_RECORD.formatted("part.sign"), ""));
  }

  private Statement times(boolean fromRollUps) {
    String kinds = " join (values (0), (1)) as kind (m) on kind.m = 0 or ttft_ms is not null";
    String bucket = ", kind.m as m, " + BUCKET.formatted(TIME_OF_KIND) + " as bucket";
    if (!fromRollUps) {
      return fromRecords("1 as requests" + bucket, "usage_record" + kinds, "");
    }
    Statement hours =
        fromHours(
            "usage_latency", "requests, case when measure = 'ttft' then 1 else 0 end as m, bucket");
    return parts.isEmpty()
        ? hours
        : hours.add(" union all ").add(fromParts("part.sign as requests" + bucket, kinds));
  }

  private Statement fromHours(String table, String values) {
    Statement select = new Statement().add("select " + interval("start_at") + " as i");
    for (int i = 0; i < query.groupBy().size(); i++) {
      select.add(", " + UsageColumns.expression(query.groupBy().get(i)) + " as g" + i);
    }
    return select
        .add(", " + values + " from " + table)
        .add(
            " where account_id = ? and start_at >= ? and start_at < ?",
            accountId,
            query.range().from(),
            query.range().to())
        .add(UsageColumns.ofRollUp(query.filters()));
  }

  private Statement fromRecords(String values, String from, String more) {
    return new Statement()
        .add("select " + interval("timestamp") + " as i")
        .add(recordGroups())
        .add(", " + values + " from " + from)
        .add(
            " where account_id = ? and timestamp >= ? and timestamp < ?",
            accountId,
            query.range().from(),
            query.range().to())
        .add(UsageColumns.conditions(query.filters()))
        .add(more);
  }

  private Statement fromParts(String values, String join) {
    return new Statement()
        .add("select part.i as i")
        .add(recordGroups())
        .add(", " + values + " from (values " + HourPart.values(parts) + ")")
        .add(" as part (a, b, i, sign) join usage_record on account_id = ?", accountId)
        .add(" and timestamp >= part.a and timestamp < part.b" + join)
        .add(" where 1 = 1")
        .add(UsageColumns.conditions(query.filters()));
  }

  private Statement recordGroups() {
    Statement groups = new Statement();
    for (int i = 0; i < query.groupBy().size(); i++) {
      groups.add(", ").add(UsageColumns.group(query.groupBy().get(i))).add(" as g" + i);
    }
    return groups;
  }

  private String groups() {
    return IntStream.range(0, query.groupBy().size())
        .mapToObj(i -> "g" + i)
        .collect(Collectors.joining(", "));
  }

  /** The number of the interval that holds the time in that column. */
  private String interval(String column) {
    List<Run> runs = query.intervals().runs();
    if (query.intervals().count() == 1) {
      return "0";
    }
    StringBuilder cases = new StringBuilder("cast(case");
    for (Run run : runs) {
      cases.append(
          " when %s < %d then %d + (%s - (%d)) / %d"
              .formatted(column, run.to(), run.first(), column, run.from(), run.length()));
    }
    return cases.append(" end as integer)").toString();
  }

  private static String amount(Measure measure) {
    return switch (measure) {
      case COST -> "sum(cost_nano_usd)";
      case REQUESTS -> "sum(requests)";
      case ERRORS -> "sum(errors)";
      case TOKENS ->
          "sum(uncached_tokens + cache_read_tokens + cache_write_tokens + text_tokens"
              + " + reasoning_tokens)";
    };
  }
}
