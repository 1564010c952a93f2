package com.plurence.gateway.storage;

import com.plurence.gateway.auth.token.TokenKey;
import com.plurence.gateway.auth.token.TokenKeyStore;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The gateways' own keys, in SQL. */
public final class SqlTokenKeyStore implements TokenKeyStore {
  private final Database database;

  public SqlTokenKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<TokenKey>> all() {
    return database.transact(
        sql ->
            sql.list(
                SqlTokenKeyStore::read, "select * from signing_key order by created_at desc, id"));
  }

  @Override
  public Future<Void> addUnlessNewerThan(Instant since, TokenKey key) {
    return database.perform(
        sql ->
            sql.update(
                """
                insert into signing_key (id, secret, created_at)
                select cast(? as varchar), cast(? as varchar), cast(? as bigint)
                where not exists (select 1 from signing_key where created_at > ?)\
                """,
                key.id(),
                key.secret().reveal(),
                key.createdAt().toEpochMilli(),
                since.toEpochMilli()));
  }

  @Override
  public Future<Void> removeOlderThan(Instant time) {
    return database.perform(
        sql -> sql.update("delete from signing_key where created_at < ?", time.toEpochMilli()));
  }

  private static TokenKey read(ResultSet row) throws SQLException {
    return new TokenKey(
        row.getString("id"), new Secret(row.getString("secret")), Sql.time(row, "created_at"));
  }
}
