package com.plurence.gateway.storage;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.limit.setting.LimitPlace;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.project.ApiKeyStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys in SQL, for those who manage them. */
public final class SqlApiKeyStore implements ApiKeyStore {
  private static final String IN_PROJECT =
      "project_id in (select id from project where account_id = ? and id = ?)";
  private static final Listing<ApiKey> LISTING =
      new Listing<>(
          SqlApiKeyStore::read,
          "api_key",
          "project_id",
          Map.of(
              "id",
              "id",
              "name",
              "name",
              "prefix",
              "prefix",
              "created_at",
              "created_at",
              "expires_at",
              "expires_at",
              "last_used_at",
              "last_used_at"));

  private final Database database;
  private final KeyChanges keyChanges;
  private final LimitChanges limitChanges;

  public SqlApiKeyStore(Database database, KeyChanges keyChanges, LimitChanges limitChanges) {
    this.database = database;
    this.keyChanges = keyChanges;
    this.limitChanges = limitChanges;
  }

  @Override
  public Future<Optional<ApiKey>> find(Tenant tenant, String projectId, String keyId) {
    return database.transact(
        sql ->
            sql.one(
                SqlApiKeyStore::read,
                "select * from api_key where " + IN_PROJECT + " and id = ?",
                tenant.accountId(),
                projectId,
                keyId));
  }

  @Override
  public Future<Optional<Page<ApiKey>>> list(Tenant tenant, String projectId, ListQuery query) {
    return database.transact(
        sql ->
            SqlProjectStore.exists(sql, tenant, projectId)
                ? Optional.of(LISTING.page(sql, query, projectId))
                : Optional.empty());
  }

  @Override
  public Future<Boolean> insert(Tenant tenant, ApiKey key, KeyHash hash, OwnLimits limits) {
    LimitPlace place = LimitPlace.key(key.projectId(), key.id());
    List<KeyChanges.Change> made = List.of(new KeyChanges.Change(true, key.id(), hash));
    return database
        .transact(
            sql -> {
              if (!SqlProjectStore.holds(sql, tenant, key.projectId())) {
                return false;
              }
              insert(sql, key, hash);
              limitChanges.begin(sql, tenant.accountId(), place, limits);
              keyChanges.announce(sql, made);
              return true;
            })
        .onSuccess(
            inserted -> {
              if (inserted) {
                limitChanges.tellOfNew(place, limits);
              }
            })
        .map(inserted -> inserted && keyChanges.tell(made) > 0);
  }

  @Override
  public Future<Boolean> delete(Tenant tenant, String projectId, String keyId) {
    return database
        .transact(
            sql -> {
              List<KeyChanges.Change> gone =
                  sql.list(
                      KeyChanges::removed,
                      "select * from api_key where " + IN_PROJECT + " and id = ? for update",
                      tenant.accountId(),
                      projectId,
                      keyId);
              sql.update(
                  "delete from api_key where " + IN_PROJECT + " and id = ?",
                  tenant.accountId(),
                  projectId,
                  keyId);
              keyChanges.announce(sql, gone);
              return gone;
            })
        .map(gone -> keyChanges.tell(gone) > 0);
  }

  static void insert(Sql sql, ApiKey key, KeyHash hash) throws SQLException {
    sql.update(
        """
        insert into api_key (id, project_id, name, key_hash, prefix, models, endpoints,
          created_at, expires_at, last_used_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as bigint), cast(? as bigint))\
        """,
        key.id(),
        key.projectId(),
        key.name(),
        hash.hex(),
        key.prefix(),
        json(key.models()),
        json(key.endpoints()),
        key.createdAt().toEpochMilli(),
        Sql.millisOrNull(key.expiresAt()),
        Sql.millisOrNull(key.lastUsedAt()));
  }

  /** The names in a column that {@link #insert} wrote. */
  static Set<String> names(ResultSet row, String column) throws SQLException {
    String json = row.getString(column);
    return json == null
        ? Set.of()
        : new JsonArray(json).stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static @Nullable String json(Set<String> names) {
    return names.isEmpty() ? null : new JsonArray(List.copyOf(new TreeSet<>(names))).encode();
  }

  private static ApiKey read(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("name"),
        row.getString("prefix"),
        names(row, "models"),
        names(row, "endpoints"),
        Sql.time(row, "created_at"),
        Sql.timeOrNull(row, "expires_at"),
        Sql.timeOrNull(row, "last_used_at"));
  }
}
