package com.plurence.gateway.storage;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.token.Identity;
import com.plurence.gateway.auth.token.Subject;
import com.plurence.gateway.auth.token.UserDirectory;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Principals in SQL, for the guard. Whom an issuer names for the first time becomes the principal
 * of the same e-mail address if that is safe: the issuer has verified the address, somebody other
 * than the one who signed up has vouched for it here, and no issuer has named the principal before.
 */
public final class SqlUserDirectory implements UserDirectory {
  private static final String USER =
      "select principal.id, principal.account_id, principal.role from principal";

  private final Database database;

  public SqlUserDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<Caller.User>> find(Subject subject) {
    return database.transact(
        sql ->
            subject instanceof Subject.Known known
                ? sql.one(SqlUserDirectory::read, USER + " where id = ?", known.principalId())
                : find(sql, (Subject.Person) subject));
  }

  private static Optional<Caller.User> find(Sql sql, Subject.Person person) throws SQLException {
    Optional<Caller.User> found = identified(sql, person.identity());
    if (found.isPresent() || !person.emailVerified()) {
      return found;
    }
    link(sql, person);
    return identified(sql, person.identity());
  }

  private static Optional<Caller.User> identified(Sql sql, Identity identity) throws SQLException {
    return sql.one(
        SqlUserDirectory::read,
        USER + SqlPrincipalStore.IDENTIFIED,
        identity.issuer(),
        identity.subject());
  }

  /** The rows are locked before it is looked who has them, as another request may be at it too. */
  private static void link(Sql sql, Subject.Person person) throws SQLException {
    List<String> candidates =
        sql.list(
            row -> row.getString("id"),
            "select id from principal where email = ? and email_vouched order by id for update",
            person.email());
    if (candidates.size() != 1) {
      return;
    }
    sql.update(
        """
        insert into principal_identity (issuer, subject, principal_id)
        select ?, ?, id from principal
        where id = ? and not exists (
          select 1 from principal_identity where principal_id = principal.id and issuer <> ?)
        on conflict do nothing\
        """,
        person.identity().issuer(),
        person.identity().subject(),
        candidates.get(0),
        Identity.ofSignin(person.email()).issuer());
  }

  private static Caller.User read(ResultSet row) throws SQLException {
    return new Caller.User(
        row.getString("id"),
        new Tenant(row.getString("account_id")),
        Role.named(row.getString("role")).orElse(Role.VIEWER));
  }
}
