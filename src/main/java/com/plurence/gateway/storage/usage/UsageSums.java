package com.plurence.gateway.storage.usage;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.storage.database.Sql;
import com.plurence.gateway.storage.database.SqlText;
import com.plurence.gateway.storage.usage.SumTable.Sum;
import com.plurence.gateway.usage.LatencyBucket;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.shipping.HourKey;
import com.plurence.gateway.usage.shipping.Tally;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sums of usage records by hour and minute. Keys are sorted, so that two gateways that add to
 * the same rows do not wait for one another in a circle.
 */
final class UsageSums {
  private static final long MINUTE = 60_000;

  private static final List<String> TALLY =
      List.of(
          "requests",
          "admitted",
          "errors",
          "disconnects",
          "uncached_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "text_tokens",
          "reasoning_tokens",
          "cost_nano_usd",
          "unpriced",
          "latency_ms");

  private static final SumTable HOURS =
      new SumTable(
          "usage_hour",
          List.of("account_id", "start_at", "project_id", "key_id", "model", "provider", "target"),
          TALLY);

  private static final SumTable MINUTES =
      new SumTable(
          "usage_minute",
          List.of("account_id", "start_at", "project_id", "model", "provider"),
          TALLY);

  private static final SumTable LATENCIES =
      new SumTable(
          "usage_latency",
          List.of("account_id", "start_at", "project_id", "model", "provider", "measure", "bucket"),
          List.of("requests"));

  private UsageSums() {}

  /**
   * How long requests took.
   *
   * @param group without key and target
   */
  private record Latency(HourKey group, String measure, int bucket) implements Comparable<Latency> {
    private static final Comparator<Latency> ORDER =
        Comparator.comparing(Latency::group)
            .thenComparing(Latency::measure)
            .thenComparingInt(Latency::bucket);

    @Override
    public int compareTo(Latency other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Adds {@code records}, none of which was added before.
   *
   * @param atOnce whether the database is PostgreSQL
   */
  static void add(Sql sql, Collection<UsageRecord> records, boolean atOnce) throws SQLException {
    Map<HourKey, Tally> hours = new TreeMap<>();
    Map<HourKey, Tally> minutes = new TreeMap<>();
    Map<Latency, Long> latencies = new TreeMap<>();
    for (UsageRecord usage : records) {
      HourKey hour = HourKey.of(usage);
      HourKey group = withoutKey(hour, hour.startAt());
      long minute = Math.floorDiv(usage.timestamp(), MINUTE) * MINUTE;
      Tally tally = Tally.of(usage);
      hours.merge(cut(hour), tally, Tally::plus);
      minutes.merge(withoutKey(hour, minute), tally, Tally::plus);
      latencies.merge(latency(group, "latency", usage.latencyMs()), 1L, Long::sum);
      Long ttft = usage.ttftMs();
      if (ttft != null) {
        latencies.merge(latency(group, "ttft", ttft), 1L, Long::sum);
      }
    }
    addHours(sql, hours, atOnce);
    MINUTES.add(sql, rows(minutes, UsageSums::minute), atOnce);
    LATENCIES.add(sql, latencies.entrySet().stream().map(UsageSums::sum).toList(), atOnce);
  }

  /** Adds sums of hours alone. */
  static void addHours(Sql sql, Map<HourKey, Tally> sums, boolean atOnce) throws SQLException {
    HOURS.add(sql, rows(new TreeMap<>(sums), UsageSums::hour), atOnce);
  }

  private interface Key {
    Object[] of(HourKey key);
  }

  private static List<Sum> rows(Map<HourKey, Tally> sums, Key key) {
    return sums.entrySet().stream()
        .map(sum -> new Sum(key.of(sum.getKey()), amounts(sum.getValue())))
        .toList();
  }

  private static Object[] hour(HourKey key) {
    HourKey cut = cut(key);
    return new Object[] {
      cut.accountId(),
      cut.startAt(),
      cut.projectId(),
      cut.keyId(),
      cut.model(),
      cut.provider(),
      cut.target()
    };
  }

  private static Object[] minute(HourKey key) {
    return new Object[] {
      key.accountId(), key.startAt(), key.projectId(), key.model(), key.provider()
    };
  }

  private static Sum sum(Map.Entry<Latency, Long> entry) {
    Latency latency = entry.getKey();
    HourKey group = latency.group();
    return new Sum(
        new Object[] {
          group.accountId(),
          group.startAt(),
          group.projectId(),
          group.model(),
          group.provider(),
          latency.measure(),
          latency.bucket()
        },
        new Object[] {entry.getValue()});
  }

  private static Latency latency(HourKey group, String measure, long ms) {
    return new Latency(group, measure, LatencyBucket.of(ms));
  }

  private static HourKey withoutKey(HourKey hour, long startAt) {
    HourKey cut = cut(hour);
    return new HourKey(
        startAt, cut.accountId(), cut.projectId(), "", cut.model(), cut.provider(), "");
  }

  private static HourKey cut(HourKey key) {
    return new HourKey(
        key.startAt(),
        key.accountId(),
        key.projectId(),
        SqlText.cut(key.keyId(), SqlText.KEY),
        SqlText.cut(key.model(), SqlText.MODEL),
        SqlText.cut(key.provider(), SqlText.PROVIDER),
        SqlText.cut(key.target(), SqlText.TARGET));
  }

  private static Object[] amounts(Tally tally) {
    TokenClasses tokens = tally.tokens();
    return new Object[] {
      tally.requests(),
      tally.admitted(),
      tally.errors(),
      tally.disconnects(),
      tokens.uncached(),
      tokens.cacheRead(),
      tokens.cacheWrite(),
      tokens.text(),
      tokens.reasoning(),
      tally.costNanoUsd(),
      tally.unpriced(),
      tally.latencyMs()
    };
  }
}
