package com.plurence.gateway.storage;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.Subject;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.UserDirectory;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Principals in SQL, for the guard. */
public final class SqlUserDirectory implements UserDirectory {
  private final Database database;

  public SqlUserDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<Caller.User>> find(Subject subject) {
    return subject instanceof Subject.Known known
        ? find("id", known.principalId())
        : find("email", ((Subject.Person) subject).email());
  }

  private Future<Optional<Caller.User>> find(String column, String value) {
    return database.transact(
        sql ->
            sql.one(
                SqlUserDirectory::read,
                "select id, account_id, role from principal where " + column + " = ?",
                value));
  }

  private static Caller.User read(ResultSet row) throws SQLException {
    return new Caller.User(
        row.getString("id"),
        new Tenant(row.getString("account_id")),
        Role.named(row.getString("role")).orElse(Role.VIEWER));
  }
}
