package com.plurence.gateway.storage.usage;

import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The months of {@code usage_record} on PostgreSQL, UTC. One gateway at a time makes and drops
 * them. What belongs to no month is in the default partition, from where it moves to its month when
 * that is made.
 */
final class UsagePartitions {
  private static final int MONTHS_AHEAD = 2;

  /** Nobody else may wait for a lock that this waits for, and so it does not wait for long. */
  private static final String SHORTLY = "set local lock_timeout = '100ms'";

  /** Any number, as long as nothing else of the gateway takes the same. */
  private static final long LOCK = 0x504c555247L;

  private static final String NAMES =
      """
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'usage_record'::regclass order by c.relname\
      """;

  private static final Pattern NAME = Pattern.compile("usage_record_(\\d{4})_(\\d{2})");

  private UsagePartitions() {}

  /** Makes those of this month and the next two, unless they are there. */
  static void make(Sql sql, Instant now) throws SQLException {
    lock(sql);
    List<String> names = names(sql);
    YearMonth first = month(now);
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      YearMonth month = first.plusMonths(ahead);
      if (!names.contains(name(month))) {
        make(sql, month);
      }
    }
  }

  private static void make(Sql sql, YearMonth month) throws SQLException {
    String name = name(month);
    long from = start(month);
    long to = start(month.plusMonths(1));
    sql.update("create table %s (like usage_record including defaults)".formatted(name));
    sql.update(
        """
        with moved as (
          delete from usage_record_default where timestamp >= %d and timestamp < %d returning *)
        insert into %s select * from moved\
        """
            .formatted(from, to, name));
    sql.update(
        "alter table usage_record attach partition %s for values from (%d) to (%d)"
            .formatted(name, from, to));
  }

  /** Drops the oldest month, if all of it is older than {@code bound}; whether it was. */
  static boolean dropOldest(Sql sql, long bound) throws SQLException {
    lock(sql);
    Optional<String> oldest = names(sql).stream().filter(name -> isOlder(name, bound)).findFirst();
    if (oldest.isPresent()) {
      sql.update(SHORTLY);
      sql.update("drop table " + oldest.get());
    }
    return oldest.isPresent();
  }

  private static boolean isOlder(String name, long bound) {
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        && start(
                YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)))
                    .plusMonths(1))
            <= bound;
  }

  private static void lock(Sql sql) throws SQLException {
    sql.one(row -> row.getObject(1), "select pg_advisory_xact_lock(?)", LOCK);
  }

  private static List<String> names(Sql sql) throws SQLException {
    return sql.list(row -> row.getString("name"), NAMES);
  }

  private static YearMonth month(Instant time) {
    return YearMonth.from(time.atZone(ZoneOffset.UTC));
  }

  private static long start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static String name(YearMonth month) {
    return "usage_record_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }
}
