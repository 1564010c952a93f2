package com.plurence.gateway.storage.usage;

import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What was used, from the sums of usage records, in one query. This gateway's own records are
 * shipped before; those of others may be on their way for a moment.
 */
public final class SqlSpentSums implements SpentSums {
  private static final String SUMS =
      """
      select %d as place,
        sum(case when start_at >= ? then admitted else 0 end) as requests_of_day,
        sum(case when start_at >= ? then cost_nano_usd else 0 end) as cost_of_day,
        sum(uncached_tokens + cache_write_tokens + text_tokens + reasoning_tokens) as tokens,
        sum(cache_read_tokens) as cached_tokens,
        sum(cost_nano_usd) as cost_of_month
      from usage_hour where start_at >= ? and account_id = ?\
      """;

  private static final long WHOLE = 1_000;

  private final Vertx vertx;
  private final Database database;
  private final Supplier<Future<Void>> shipped;
  private final int cacheReadWeight;

  /**
   * Sums in {@code database}.
   *
   * @param shipped completes when the database has the records of all requests that have ended
   * @param cacheReadWeight thousandths that a token from a provider's cache counts
   */
  public SqlSpentSums(
      Vertx vertx, Database database, Supplier<Future<Void>> shipped, int cacheReadWeight) {
    this.vertx = vertx;
    this.database = database;
    this.shipped = shipped;
    this.cacheReadWeight = cacheReadWeight;
  }

  @Override
  public Future<List<Spent>> of(List<Scope> scopes, Instant now) {
    if (scopes.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Context caller = vertx.getOrCreateContext();
    Promise<List<Spent>> spent = Promise.promise();
    shipped
        .get()
        .compose(there -> database.transact(sql -> read(sql, scopes, now)))
        .onComplete(done -> caller.runOnContext(back -> spent.handle(done)));
    return spent.future();
  }

  private List<Spent> read(Sql sql, List<Scope> scopes, Instant now) throws SQLException {
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    long startOfDay = millis(day);
    long startOfMonth = millis(day.withDayOfMonth(1));
    List<String> queries = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Scope scope : scopes) {
      values.addAll(Arrays.asList(startOfDay, startOfDay, startOfMonth, scope.accountId()));
      queries.add(SUMS.formatted(queries.size()) + narrower(scope, values));
    }
    List<Spent> spent = new ArrayList<>(Collections.nCopies(scopes.size(), Spent.NOTHING));
    sql.list(
            row -> spent.set(row.getInt("place"), spent(row)),
            queries.stream().collect(Collectors.joining("\nunion all\n")),
            values.toArray())
        .clear();
    return spent;
  }

  private static String narrower(Scope scope, List<Object> values) {
    return switch (scope.kind()) {
      case ACCOUNT -> "";
      case PROJECT -> {
        values.add(scope.id());
        yield " and project_id = ?";
      }
      case KEY -> {
        values.add(scope.id());
        yield " and key_id = ?";
      }
      case MODEL -> {
        values.add(scope.id());
        values.add(scope.model());
        yield " and project_id = ? and model = ?";
      }
    };
  }

  private Spent spent(ResultSet row) throws SQLException {
    return new Spent(
        row.getLong("requests_of_day"),
        row.getLong("cost_of_day"),
        row.getLong("tokens") + row.getLong("cached_tokens") * cacheReadWeight / WHOLE,
        row.getLong("cost_of_month"));
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
