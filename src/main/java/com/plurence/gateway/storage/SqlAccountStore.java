package com.plurence.gateway.storage;

import com.plurence.gateway.account.Account;
import com.plurence.gateway.account.AccountStore;
import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.project.Project;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Accounts in SQL. */
public final class SqlAccountStore implements AccountStore {
  private static final Listing<Account> LISTING =
      new Listing<>(
          SqlAccountStore::read,
          "account",
          "id",
          Map.of("id", "id", "name", "name", "created_at", "created_at"));

  private static final Listing<Account> OF_ALL =
      new Listing<>(LISTING.reader(), LISTING.table(), "", LISTING.columns());

  private final Database database;
  private final KeyChanges keyChanges;

  public SqlAccountStore(Database database, KeyChanges keyChanges) {
    this.database = database;
    this.keyChanges = keyChanges;
  }

  @Override
  public Future<Void> open(Signup signup) {
    return database.perform(
        sql -> {
          insert(sql, signup.account());
          SqlPrincipalStore.insert(sql, signup.owner());
          SqlProjectStore.insert(sql, firstProject(signup));
        });
  }

  @Override
  public Future<Optional<Account>> find(Tenant tenant) {
    return database.transact(sql -> find(sql, tenant, ""));
  }

  @Override
  public Future<Page<Account>> list(Tenant tenant, ListQuery query) {
    return database.transact(sql -> LISTING.page(sql, query, tenant.accountId()));
  }

  @Override
  public Future<Page<Account>> listAll(ListQuery query) {
    return database.transact(sql -> OF_ALL.page(sql, query));
  }

  @Override
  public Future<Boolean> delete(String accountId) {
    return database
        .transact(
            sql -> {
              if (find(sql, new Tenant(accountId), " for update").isEmpty()) {
                return Optional.<List<KeyChanges.Change>>empty();
              }
              List<KeyChanges.Change> gone =
                  sql.list(
                      KeyChanges::removed,
                      """
                      select api_key.* from api_key join project on project.id = project_id
                      where account_id = ?\
                      """,
                      accountId);
              sql.update("delete from account where id = ?", accountId);
              keyChanges.announce(sql, gone);
              return Optional.of(gone);
            })
        .map(gone -> gone.map(keyChanges::tell).isPresent());
  }

  @Override
  public Future<Optional<Account>> update(
      Tenant tenant, Precondition precondition, UnaryOperator<Account> change) {
    VersionedRow<Account> row =
        new VersionedRow<>(
            sql -> find(sql, tenant, " for update"),
            sql -> find(sql, tenant, ""),
            Account::version,
            SqlAccountStore::rename);
    return database.transact(sql -> row.change(sql, precondition, change));
  }

  private static void rename(Sql sql, Account account) throws SQLException {
    sql.update(
        "update account set name = ?, version = version + 1 where id = ?",
        account.name(),
        account.id());
  }

  static void insert(Sql sql, Account account) throws SQLException {
    sql.update(
        "insert into account (id, name, created_at, version) values (?, ?, ?, ?)",
        account.id(),
        account.name(),
        account.createdAt().toEpochMilli(),
        account.version());
  }

  static Project firstProject(Signup signup) {
    Signup.FirstProject first = signup.firstProject();
    Account account = signup.account();
    return Project.created(
        first.id(), account.id(), first.name(), first.slug(), account.createdAt());
  }

  private static Optional<Account> find(Sql sql, Tenant tenant, String lock) throws SQLException {
    return sql.one(
        SqlAccountStore::read, "select * from account where id = ?" + lock, tenant.accountId());
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString("id"),
        row.getString("name"),
        Sql.time(row, "created_at"),
        row.getInt("version"));
  }
}
