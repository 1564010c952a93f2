package com.plurence.gateway.storage;

import com.plurence.gateway.project.FirstStart.Foundation;
import com.plurence.gateway.project.FirstStartStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import com.plurence.gateway.storage.database.SqlFailures;
import io.vertx.core.Future;
import java.sql.SQLException;

/** The first account, in SQL. A row with a fixed id is what only one gateway can insert. */
public final class SqlFirstStartStore implements FirstStartStore {
  private static final int THE_ONE = 1;

  private final Database database;

  public SqlFirstStartStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Boolean> isEmpty() {
    return database.transact(
        sql -> sql.one(row -> true, "select id from first_start where id = ?", THE_ONE).isEmpty());
  }

  @Override
  public Future<Boolean> fill(Foundation foundation) {
    return database
        .transact(sql -> fill(sql, foundation))
        .recover(
            failure ->
                failure instanceof SQLException sql && SqlFailures.violates(sql, "first_start")
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(failure));
  }

  private static boolean fill(Sql sql, Foundation foundation) throws SQLException {
    sql.update(
        "insert into first_start (id, created_at, account_id) values (?, ?, ?)",
        THE_ONE,
        foundation.account().createdAt().toEpochMilli(),
        foundation.account().id());
    SqlAccountStore.insert(sql, foundation.account());
    if (foundation.owner() != null) {
      SqlPrincipalStore.insert(sql, foundation.owner());
    }
    SqlProjectStore.insert(sql, foundation.project());
    SqlApiKeyStore.insert(sql, foundation.apiKey(), foundation.keyHash());
    return true;
  }
}
