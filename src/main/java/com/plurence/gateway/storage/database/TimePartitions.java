package com.plurence.gateway.storage.database;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The partitions of a table on PostgreSQL by its column {@code timestamp}, UTC. One gateway at a
 * time makes and drops them. What belongs to none is in the default partition, from where it moves
 * to its own when that is made.
 */
public final class TimePartitions {
  /** Nobody else may wait for a lock that this waits for, and so it does not wait for long. */
  private static final String SHORTLY = "set local lock_timeout = '100ms'";

  /** Any number, as long as nothing else of the gateway takes the same. */
  private static final long LOCK = 0x504c555247L;

  private static final String NAMES =
      """
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = '%s'::regclass order by c.relname\
      """;

  private final String table;
  private final Period period;
  private final int ahead;

  /**
   * @param period of one partition
   * @param ahead how many are made before they are needed
   */
  public TimePartitions(String table, Period period, int ahead) {
    this.table = table;
    this.period = period;
    this.ahead = ahead;
  }

  /** The table that they are of. */
  String table() {
    return table;
  }

  /** How long a partition is. */
  public enum Period {
    DAY("uuuu_MM_dd"),
    MONTH("uuuu_MM");

    private final String form;

    Period(String form) {
      this.form = form;
    }

    private LocalDate first(LocalDate day) {
      return this == DAY ? day : day.withDayOfMonth(1);
    }

    private LocalDate after(LocalDate first, int many) {
      return this == DAY ? first.plusDays(many) : first.plusMonths(many);
    }

    private String name(LocalDate first) {
      return first.format(DateTimeFormatter.ofPattern(form));
    }

    /** The first day of the partition of that name; empty: it is none of these. */
    private Optional<LocalDate> of(String name) {
      try {
        String day = this == DAY ? name : name + "_01";
        return Optional.of(LocalDate.parse(day, DateTimeFormatter.ofPattern(DAY.form)));
      } catch (DateTimeParseException other) {
        return Optional.empty();
      }
    }
  }

  /** Makes that of {@code now} and those ahead, unless they are there. */
  public void make(Sql sql, Instant now) throws SQLException {
    lock(sql);
    List<String> names = names(sql);
    LocalDate first = period.first(now.atZone(ZoneOffset.UTC).toLocalDate());
    for (int step = 0; step <= ahead; step++) {
      LocalDate next = period.after(first, step);
      if (!names.contains(name(next))) {
        make(sql, next);
      }
    }
  }

  private void make(Sql sql, LocalDate first) throws SQLException {
    String name = name(first);
    long from = start(first);
    long to = start(period.after(first, 1));
    // Or else somebody might put into the default partition what belongs to the new one.
    sql.update("lock table %s in share row exclusive mode".formatted(table));
    sql.update("create table %s (like %s including defaults)".formatted(name, table));
    sql.update(
        """
        with moved as (
          delete from %1$s_default where timestamp >= %2$d and timestamp < %3$d returning *)
        insert into %4$s select * from moved\
        """
            .formatted(table, from, to, name));
    sql.update(
        "alter table %s attach partition %s for values from (%d) to (%d)"
            .formatted(table, name, from, to));
  }

  /** Drops the oldest, if all of it is older than {@code bound}; whether it was. */
  public boolean dropOldest(Sql sql, long bound) throws SQLException {
    lock(sql);
    Optional<String> oldest = names(sql).stream().filter(name -> isOlder(name, bound)).findFirst();
    if (oldest.isPresent()) {
      sql.update(SHORTLY);
      sql.update("drop table " + oldest.get());
    }
    return oldest.isPresent();
  }

  private boolean isOlder(String name, long bound) {
    return period
        .of(name.substring(table.length() + 1))
        .filter(first -> start(period.after(first, 1)) <= bound)
        .isPresent();
  }

  private static void lock(Sql sql) throws SQLException {
    sql.one(row -> row.getObject(1), "select pg_advisory_xact_lock(?)", LOCK);
  }

  private List<String> names(Sql sql) throws SQLException {
    return sql.list(row -> row.getString("name"), NAMES.formatted(table));
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private String name(LocalDate first) {
    return table + "_" + period.name(first);
  }
}
