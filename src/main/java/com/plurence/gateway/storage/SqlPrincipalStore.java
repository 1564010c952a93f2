package com.plurence.gateway.storage;

import com.plurence.gateway.account.Credential;
import com.plurence.gateway.account.Principal;
import com.plurence.gateway.account.PrincipalStore;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.token.Identity;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import com.plurence.gateway.storage.database.SqlFailures;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Principals in SQL. */
public final class SqlPrincipalStore implements PrincipalStore {
  private static final Listing<Principal> LISTING =
      new Listing<>(
          SqlPrincipalStore::read,
          "principal",
          "account_id",
          Map.of(
              "id",
              "id",
              "email",
              "email",
              "name",
              "name",
              "role",
              "role",
              "created_at",
              "created_at"));

  /** To follow {@code from principal}: takes an issuer and a subject. */
  static final String IDENTIFIED =
      """
       join principal_identity on principal_identity.principal_id = principal.id
      where principal_identity.issuer = ? and principal_identity.subject = ?\
      """;

  private final Database database;

  public SqlPrincipalStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<Principal>> find(Tenant tenant, String principalId) {
    return database.transact(sql -> find(sql, tenant, principalId));
  }

  @Override
  public Future<Page<Principal>> list(Tenant tenant, ListQuery query) {
    return database.transact(sql -> LISTING.page(sql, query, tenant.accountId()));
  }

  @Override
  public Future<Optional<Principal>> update(
      Tenant tenant,
      String principalId,
      Precondition precondition,
      UnaryOperator<Principal> change) {
    VersionedRow<Principal> row =
        new VersionedRow<>(
            sql -> {
              lockAccount(sql, tenant);
              return find(sql, tenant, principalId);
            },
            sql -> find(sql, tenant, principalId),
            Principal::version,
            SqlPrincipalStore::write);
    return database.transact(sql -> row.change(sql, precondition, change));
  }

  /** Throws LAST_OWNER when the account would have no owner left. */
  private static void write(Sql sql, Principal principal) throws SQLException {
    sql.update(
        "update principal set name = ?, role = ?, version = version + 1 where id = ?",
        principal.name(),
        principal.role().wireName(),
        principal.id());
    if (owners(sql, new Tenant(principal.accountId())) == 0) {
      throw ErrorCode.LAST_OWNER.toException();
    }
  }

  @Override
  public Future<Void> insert(Credential credential) {
    return database.perform(sql -> insert(sql, credential));
  }

  @Override
  public Future<Optional<Credential>> credential(String email) {
    return database.transact(
        sql ->
            sql.one(
                row -> new Credential(read(row), row.getString("password_hash")),
                "select principal.* from principal" + IDENTIFIED,
                Identity.ofSignin(email).issuer(),
                email));
  }

  @Override
  public Future<Optional<Standing>> standing(String principalId) {
    return database.transact(
        sql ->
            sql.one(
                row ->
                    new Standing(
                        read(row), row.getBoolean("email_vouched"), row.getBoolean("is_first")),
                """
                select principal.*, exists (
                  select 1 from first_start where first_start.account_id = principal.account_id
                ) as is_first
                from principal where id = ?\
                """,
                principalId));
  }

  static void insert(Sql sql, Credential credential) throws SQLException {
    Principal principal = credential.principal();
    sql.update(
        """
        insert into principal
          (id, account_id, email, name, role, password_hash, email_vouched, created_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        principal.id(),
        principal.accountId(),
        principal.email(),
        principal.name(),
        principal.role().wireName(),
        credential.passwordHash(),
        credential.emailVouched(),
        principal.createdAt().toEpochMilli(),
        principal.version());
    if (credential.identity().isPresent()) {
      identify(sql, principal.id(), credential.identity().get());
    }
  }

  private static void identify(Sql sql, String principalId, Identity identity) throws SQLException {
    try {
      sql.update(
          "insert into principal_identity (issuer, subject, principal_id) values (?, ?, ?)",
          identity.issuer(),
          identity.subject(),
          principalId);
    } catch (SQLException e) {
      if (SqlFailures.violates(e, "principal_identity")) {
        throw ErrorCode.EMAIL_TAKEN.toException();
      }
      throw e;
    }
  }

  /** So that two owners cannot make one another a viewer at the same time. */
  private static void lockAccount(Sql sql, Tenant tenant) throws SQLException {
    sql.one(
        row -> row.getString(1),
        "select id from account where id = ? for update",
        tenant.accountId());
  }

  private static int owners(Sql sql, Tenant tenant) throws SQLException {
    return sql.one(
            row -> row.getInt(1),
            "select count(*) from principal where account_id = ? and role = ?",
            tenant.accountId(),
            Role.OWNER.wireName())
        .orElse(0);
  }

  private static Optional<Principal> find(Sql sql, Tenant tenant, String id) throws SQLException {
    return sql.one(
        SqlPrincipalStore::read,
        "select * from principal where account_id = ? and id = ?",
        tenant.accountId(),
        id);
  }

  private static Principal read(ResultSet row) throws SQLException {
    return new Principal(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("email"),
        row.getString("name"),
        Role.named(row.getString("role")).orElse(Role.VIEWER),
        Sql.time(row, "created_at"),
        row.getInt("version"));
  }
}
