package com.plurence.gateway.storage;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.setting.LimitJson;
import com.plurence.gateway.limit.setting.LimitOwner;
import com.plurence.gateway.limit.setting.LimitPlace;
import com.plurence.gateway.limit.setting.LimitSetting;
import com.plurence.gateway.limit.setting.LimitStore;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Limits of accounts, projects and API keys in SQL. */
public final class SqlLimitStore implements LimitStore {
  private static final String LOCK = " for update";
  private static final String NO_LOCK = "";

  private final Database database;
  private final LimitChanges changes;

  public SqlLimitStore(Database database, LimitChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  @Override
  public Future<LimitSetting> find(Tenant tenant, LimitPlace place) {
    return database.transact(
        sql -> {
          requireOwner(sql, tenant, place, NO_LOCK);
          return read(sql, place.owner());
        });
  }

  @Override
  public Future<LimitSetting> change(
      Tenant tenant, LimitPlace place, Precondition precondition, UnaryOperator<OwnLimits> change) {
    VersionedRow<LimitSetting> row =
        new VersionedRow<>(
            sql -> {
              // Before there is a row, the owner is what can be locked.
              requireOwner(sql, tenant, place, LOCK);
              return Optional.of(read(sql, place.owner()));
            },
            sql -> Optional.of(read(sql, place.owner())),
            LimitSetting::version,
            (sql, changed) -> write(sql, tenant, place, changed));
    return database
        .transact(
            sql ->
                row.change(sql, precondition, before -> before.with(change.apply(before.limits())))
                    .orElseThrow())
        .map(
            setting -> {
              changes.tell(setting);
              return setting;
            });
  }

  private void write(Sql sql, Tenant tenant, LimitPlace place, LimitSetting changed)
      throws SQLException {
    if (changed.version() == 0) {
      insert(sql, tenant.accountId(), place, changed.limits());
    } else {
      sql.update(
          "update limit_setting set settings = ?, version = version + 1 where scope = ? and id = ?",
          LimitJson.write(changed.limits()).encode(),
          place.owner().kind().label(),
          place.owner().id());
    }
    changes.announce(sql, place.owner());
  }

  /** Writes the first row of an owner. */
  static void insert(Sql sql, String accountId, LimitPlace place, OwnLimits limits)
      throws SQLException {
    LimitOwner owner = place.owner();
    boolean isAccount = owner.kind() == Scope.Kind.ACCOUNT;
    sql.update(
        """
        insert into limit_setting (scope, id, settings, version, account_id, project_id, key_id)
        values (?, ?, ?, 1, ?, cast(? as varchar), cast(? as varchar))\
        """,
        owner.kind().label(),
        owner.id(),
        LimitJson.write(limits).encode(),
        accountId,
        isAccount ? null : place.projectId(),
        owner.kind() == Scope.Kind.KEY ? owner.id() : null);
  }

  @Override
  public Future<List<LimitSetting>> read(Collection<LimitOwner> owners) {
    List<String> ids = owners.stream().map(LimitOwner::id).toList();
    return database.transact(
        sql ->
            sql.list(
                SqlLimitStore::read,
                "select * from limit_setting where id = any (?)",
                sql.textArray(ids)));
  }

  @Override
  public Future<List<LimitSetting>> page(Optional<LimitOwner> last, int most) {
    String scope = last.map(owner -> owner.kind().label()).orElse("");
    return database.transact(
        sql ->
            sql.list(
                SqlLimitStore::read,
                """
                select * from limit_setting where scope > ? or (scope = ? and id > ?)
                order by scope, id limit ?\
                """,
                scope,
                scope,
                last.map(LimitOwner::id).orElse(""),
                most));
  }

  private static void requireOwner(Sql sql, Tenant tenant, LimitPlace place, String lock)
      throws SQLException {
    String accountId = tenant.accountId();
    String id = place.owner().id();
    switch (place.owner().kind()) {
      case ACCOUNT ->
          require(
              id.equals(accountId) && exists(sql, "account where id = ?" + lock, id),
              ErrorCode.ACCOUNT_NOT_FOUND);
      case PROJECT ->
          require(
              exists(sql, "project where account_id = ? and id = ?" + lock, accountId, id),
              ErrorCode.PROJECT_NOT_FOUND);
      default -> {
        require(
            SqlProjectStore.exists(sql, tenant, place.projectId()), ErrorCode.PROJECT_NOT_FOUND);
        require(
            exists(sql, "api_key where project_id = ? and id = ?" + lock, place.projectId(), id),
            ErrorCode.API_KEY_NOT_FOUND);
      }
    }
  }

  private static boolean exists(Sql sql, String from, String... values) throws SQLException {
    return sql.one(row -> Boolean.TRUE, "select id from " + from, (Object[]) values).isPresent();
  }

  private static void require(boolean there, ErrorCode otherwise) {
    if (!there) {
      throw otherwise.toException();
    }
  }

  private static LimitSetting read(Sql sql, LimitOwner owner) throws SQLException {
    return sql.one(
            SqlLimitStore::read,
            "select * from limit_setting where scope = ? and id = ?",
            owner.kind().label(),
            owner.id())
        .orElseGet(() -> LimitSetting.none(owner));
  }

  private static LimitSetting read(ResultSet row) throws SQLException {
    return new LimitSetting(
        LimitOwner.of(row.getString("scope"), row.getString("id")),
        row.getInt("version"),
        LimitJson.read(new JsonObject(row.getString("settings"))));
  }
}
