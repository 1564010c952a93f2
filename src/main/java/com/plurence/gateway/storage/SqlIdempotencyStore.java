package com.plurence.gateway.storage;

import com.plurence.gateway.idempotency.IdempotencyStore;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Requests that are done once, in SQL: the primary key lets one gateway of many begin. */
public final class SqlIdempotencyStore implements IdempotencyStore {
  private final Database database;

  public SqlIdempotencyStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Claim> claim(Request request) {
    return database.transact(sql -> claim(sql, request));
  }

  @Override
  public Future<Void> finish(Request request, int status, String sealedAnswer) {
    return database.perform(
        sql ->
            sql.update(
                """
                update idempotent_request set status = ?, answer = ?
                where scope = ? and key_hash = ? and claim = ?""",
                status,
                sealedAnswer,
                request.scope(),
                request.keyHash(),
                request.claim()));
  }

  @Override
  public Future<Void> release(Request request) {
    return database.perform(
        sql ->
            sql.update(
                """
                delete from idempotent_request
                where scope = ? and key_hash = ? and claim = ? and status is null""",
                request.scope(),
                request.keyHash(),
                request.claim()));
  }

  @Override
  public Future<Void> forget(Instant now) {
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
            on conflict do nothing""",
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
        .orElseGet(Claim.Running::new);
  }

  /** Makes room where the earlier request has expired, or was begun by a gateway that has died. */
  private static void dropIfSpent(Sql sql, Request request) throws SQLException {
    sql.update(
        """
        delete from idempotent_request
        where scope = ? and key_hash = ?
          and (expires_at < ? or (status is null and claimed_at < ?))""",
        request.scope(),
        request.keyHash(),
        request.now().toEpochMilli(),
        request.abandonedBefore().toEpochMilli());
  }

  private static Claim read(ResultSet row, Request request) throws SQLException {
    if (!request.fingerprint().equals(row.getString("fingerprint"))) {
      return new Claim.Different();
    }
    int status = row.getInt("status");
    return row.wasNull()
        ? new Claim.Running()
        : new Claim.Answered(status, row.getString("answer"));
  }
}
