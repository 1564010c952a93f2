package com.plurence.gateway.storage;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.auth.key.KeyStore;
import com.plurence.gateway.auth.key.KnownKey;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** API keys in SQL, for the data plane. */
public final class SqlKeyStore implements KeyStore {
  private static final String KEYS =
      """
      select k.id, k.project_id, p.account_id, k.key_hash, k.models, k.endpoints, k.expires_at,
        p.audit_tier
      from api_key k join project p on p.id = k.project_id
      """;

  private final Database database;
  private final AuditConfig.Tier usualTier;

  /**
   * @param usualTier of projects that have none of their own
   */
  public SqlKeyStore(Database database, AuditConfig.Tier usualTier) {
    this.database = database;
    this.usualTier = usualTier;
  }

  @Override
  public Future<Optional<KnownKey>> find(KeyHash hash) {
    return database.transact(
        sql ->
            sql.one(
                row -> read(row, UnaryOperator.identity()),
                KEYS + "where k.key_hash = ?",
                hash.hex()));
  }

  @Override
  public Future<List<KnownKey>> newest(int limit) {
    // Of a hundred thousand keys many are of one project, whose ids need be in memory but once.
    Map<String, String> ids = new HashMap<>();
    return database.transact(
        sql ->
            sql.list(
                row -> read(row, id -> ids.computeIfAbsent(id, same -> same)),
                KEYS + "order by k.id desc limit ?",
                limit));
  }

  @Override
  public Future<Set<String>> existing(Collection<String> keyIds) {
    List<String> asked = List.copyOf(keyIds);
    return database.transact(
        sql ->
            new HashSet<>(
                sql.list(
                    row -> row.getString(1),
                    "select id from api_key where id = any (?)",
                    sql.textArray(asked))));
  }

  @Override
  public Future<Void> used(Map<String, Instant> lastUsed) {
    // In the order of the ids, so that two gateways do not wait for one another in a circle.
    List<@Nullable Object[]> rows =
        lastUsed.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(SqlKeyStore::lastUsed)
            .toList();
    return database.perform(
        sql ->
            sql.updateAll(
                """
                update api_key set last_used_at = ?
                where id = ? and (last_used_at is null or last_used_at < ?)\
                """,
                rows));
  }

  private static @Nullable Object[] lastUsed(Map.Entry<String, Instant> use) {
    long millis = use.getValue().toEpochMilli();
    return new Object[] {millis, use.getKey(), millis};
  }

  private KnownKey read(ResultSet row, UnaryOperator<String> sharedId) throws SQLException {
    return new KnownKey(
        KeyHash.fromHex(row.getString("key_hash")),
        new Caller.Application(
            row.getString("id"),
            sharedId.apply(row.getString("project_id")),
            sharedId.apply(row.getString("account_id")),
            SqlApiKeyStore.names(row, "models"),
            SqlApiKeyStore.names(row, "endpoints"),
            Optional.ofNullable(row.getString("audit_tier"))
                .flatMap(AuditConfig.Tier::of)
                .orElse(usualTier)),
        Sql.timeOrNull(row, "expires_at"));
  }
}
