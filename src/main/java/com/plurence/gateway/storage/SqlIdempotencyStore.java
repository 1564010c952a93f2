package com.plurence.gateway.storage;

import com.plurence.gateway.idempotency.IdempotencyStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that are done once, in SQL: the primary key lets one gateway of many begin. */
public final class SqlIdempotencyStore implements IdempotencyStore {
  /** The row of a claim, unless somebody else has it by now. */
  private static final String OWN = " where scope = ? and key_hash = ? and claim = ?";

  /** Bytes that a row and its places in the indexes take beside the response itself. */
  private static final int ROW_BYTES = 512;

  private static final int STEPS = 16;

  private final Database database;
  private final long most;
  private final Map<String, Long> uncounted = new ConcurrentHashMap<>();

  /**
   * Requests in {@code database}.
   *
   * @param most bytes that all responses of one scope may take together
   */
  public SqlIdempotencyStore(Database database, long most) {
    this.database = database;
    this.most = most;
  }

  @Override
  public Future<Claim> claim(Request request) {
    return database.transact(sql -> claim(sql, request));
  }

  @Override
  public Future<Void> renew(Collection<Request> requests, Instant now) {
    // In one order, so that two gateways do not wait for one another in a circle.
    List<@Nullable Object[]> rows =
        requests.stream()
            .sorted(Comparator.comparing(Request::scope).thenComparing(Request::keyHash))
            .map(request -> values(now.toEpochMilli(), request))
            .toList();
    return database.perform(
        sql -> sql.updateAll("update idempotent_request set claimed_at = ?" + OWN, rows));
  }

  @Override
  public Future<Void> finish(Request request, Supplier<String> sealedResponse) {
    return database.perform(
        sql -> {
          String response = sealedResponse.get();
          long bytes = (long) response.length() + ROW_BYTES;
          sql.update(
              "update idempotent_request set answer = ?, answer_bytes = ?" + OWN,
              response,
              bytes,
              request.scope(),
              request.keyHash(),
              request.claim());
          if (isTimeToCount(request.scope(), bytes)) {
            dropOldest(sql, request.scope());
          }
        });
  }

  /**
   * To add up a whole scope takes time, so it is done once for each sixteenth of its room, and for
   * a scope that this gateway has not counted yet. Each further gateway of the same store may be a
   * sixteenth ahead.
   */
  private boolean isTimeToCount(String scope, long bytes) {
    long added = uncounted.merge(scope, step() + bytes, (before, neverCounted) -> before + bytes);
    if (added > step()) {
      uncounted.put(scope, 0L);
      return true;
    }
    return false;
  }

  private long step() {
    return most / STEPS;
  }

  private void dropOldest(Sql sql, String scope) throws SQLException {
    sql.update(
        """
        delete from idempotent_request
        where scope = ? and answer is not null and key_hash in (
          select key_hash from (
            select key_hash, sum(answer_bytes) over (order by expires_at desc, key_hash) as newer
            from idempotent_request
            where scope = ? and answer is not null) as counted
          where newer > ?)\
        """,
        scope,
        scope,
        most - step());
  }

  @Override
  public Future<Void> release(Request request) {
    return database.perform(
        sql ->
            sql.update(
                """
                delete from idempotent_request
                where scope = ? and key_hash = ? and claim = ? and answer is null\
                """,
                request.scope(),
                request.keyHash(),
                request.claim()));
  }

  @Override
  public Future<Void> forget(Instant now) {
    uncounted.clear();
    return database.perform(
        sql ->
            sql.update("delete from idempotent_request where expires_at < ?", now.toEpochMilli()));
  }

  private static Claim claim(Sql sql, Request request) throws SQLException {
    dropIfSpent(sql, request);
    int inserted =
        sql.update(
            """
            insert into idempotent_request
              (scope, key_hash, fingerprint, claim, claimed_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing\
            """,
            request.scope(),
            request.keyHash(),
            request.fingerprint(),
            request.claim(),
            request.now().toEpochMilli(),
            request.expires().toEpochMilli());
    if (inserted > 0) {
      return new Claim.Granted();
    }
    return sql.one(
            row -> read(row, request),
            "select * from idempotent_request where scope = ? and key_hash = ?",
            request.scope(),
            request.keyHash())
        // Whoever had it has just given it up: the next attempt may have it.
        .orElseGet(Claim.InProgress::new);
  }

  /** Makes room where the earlier request has expired, or was begun by a gateway that has died. */
  private static void dropIfSpent(Sql sql, Request request) throws SQLException {
    sql.update(
        """
        delete from idempotent_request
        where scope = ? and key_hash = ?
          and (expires_at < ? or (answer is null and claimed_at < ?))\
        """,
        request.scope(),
        request.keyHash(),
        request.now().toEpochMilli(),
        request.abandonedBefore().toEpochMilli());
  }

  private static Claim read(ResultSet row, Request request) throws SQLException {
    if (!request.fingerprint().equals(row.getString("fingerprint"))) {
      return new Claim.Different();
    }
    String response = row.getString("answer");
    return response == null ? new Claim.InProgress() : new Claim.Answered(response);
  }

  private static @Nullable Object[] values(Object first, Request request) {
    return new Object[] {first, request.scope(), request.keyHash(), request.claim()};
  }
}
