package com.plurence.gateway.storage;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.limit.setting.LimitPlace;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.project.Project;
import com.plurence.gateway.project.ProjectStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import com.plurence.gateway.storage.database.SqlFailures;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Projects in SQL. */
public final class SqlProjectStore implements ProjectStore {
  private static final Listing<Project> LISTING =
      new Listing<>(
          SqlProjectStore::read,
          "project",
          "account_id",
          Map.of("id", "id", "name", "name", "slug", "slug", "created_at", "created_at"));

  private final Database database;
  private final KeyChanges keyChanges;
  private final LimitChanges limitChanges;

  public SqlProjectStore(Database database, KeyChanges keyChanges, LimitChanges limitChanges) {
    this.database = database;
    this.keyChanges = keyChanges;
    this.limitChanges = limitChanges;
  }

  @Override
  public Future<Optional<Project>> find(Tenant tenant, String projectId) {
    return database.transact(sql -> find(sql, tenant, projectId, ""));
  }

  @Override
  public Future<Page<Project>> list(Tenant tenant, ListQuery query) {
    return database.transact(sql -> LISTING.page(sql, query, tenant.accountId()));
  }

  @Override
  public Future<Void> insert(Project project, OwnLimits limits) {
    LimitPlace place = LimitPlace.project(project.id());
    return database
        .perform(
            sql -> {
              insert(sql, project);
              limitChanges.begin(sql, project.accountId(), place, limits);
            })
        .onSuccess(inserted -> limitChanges.tellOfNew(place, limits));
  }

  @Override
  public Future<Optional<Project>> update(
      Tenant tenant, String projectId, Precondition precondition, UnaryOperator<Project> change) {
    VersionedRow<Project> row = row(tenant, projectId);
    return database
        .transact(
            sql -> {
              Optional<Project> before = find(sql, tenant, projectId, "");
              Optional<Project> after = row.change(sql, precondition, change);
              List<KeyChanges.Change> keys =
                  isOfAnotherTier(before, after) ? keys(sql, projectId) : List.of();
              keyChanges.announce(sql, keys);
              return new Changed(after, keys);
            })
        .map(
            changed -> {
              keyChanges.tell(changed.keys());
              return changed.project();
            });
  }

  /** A project after a change, and those of its keys that are to be read again because of it. */
  private record Changed(Optional<Project> project, List<KeyChanges.Change> keys) {}

  private static boolean isOfAnotherTier(Optional<Project> before, Optional<Project> after) {
    return !before.flatMap(Project::auditTier).equals(after.flatMap(Project::auditTier));
  }

  /** What the data plane knows of a key holds the tier of its project. */
  private static List<KeyChanges.Change> keys(Sql sql, String projectId) throws SQLException {
    return sql.list(KeyChanges::changed, "select * from api_key where project_id = ?", projectId);
  }

  private static @Nullable String tier(Project project) {
    return project.auditTier().map(AuditConfig.Tier::label).orElse(null);
  }

  private static VersionedRow<Project> row(Tenant tenant, String projectId) {
    return new VersionedRow<>(
        sql -> find(sql, tenant, projectId, " for update"),
        sql -> find(sql, tenant, projectId, ""),
        Project::version,
        SqlProjectStore::write);
  }

  @Override
  public Future<Boolean> delete(Tenant tenant, String projectId, Precondition precondition) {
    return database
        .transact(
            sql -> {
              if (row(tenant, projectId).lock(sql, precondition).isEmpty()) {
                return Optional.<List<KeyChanges.Change>>empty();
              }
              List<KeyChanges.Change> gone =
                  sql.list(
                      KeyChanges::removed, "select * from api_key where project_id = ?", projectId);
              sql.update("delete from project where id = ?", projectId);
              keyChanges.announce(sql, gone);
              return Optional.of(gone);
            })
        .map(gone -> gone.map(keyChanges::tell).isPresent());
  }

  static void insert(Sql sql, Project project) throws SQLException {
    try {
      sql.update(
          """
          insert into project (id, account_id, name, slug, audit_tier, created_at, version)
          values (?, ?, ?, ?, ?, ?, ?)\
          """,
          project.id(),
          project.accountId(),
          project.name(),
          project.slug(),
          tier(project),
          project.createdAt().toEpochMilli(),
          project.version());
    } catch (SQLException e) {
      throw named(e);
    }
  }

  /** Whether the account has the project; waits for nobody and holds nobody up. */
  static boolean exists(Sql sql, Tenant tenant, String projectId) throws SQLException {
    return find(sql, tenant, projectId, "").isPresent();
  }

  /** Whether the account has the project; keeps it from being removed meanwhile. */
  static boolean holds(Sql sql, Tenant tenant, String projectId) throws SQLException {
    return find(sql, tenant, projectId, " for update").isPresent();
  }

  private static void write(Sql sql, Project project) throws SQLException {
    try {
      sql.update(
          "update project set name = ?, audit_tier = ?, version = version + 1 where id = ?",
          project.name(),
          tier(project),
          project.id());
    } catch (SQLException e) {
      throw named(e);
    }
  }

  private static SQLException named(SQLException failure) {
    if (SqlFailures.violates(failure, "project_name_unique")) {
      throw ErrorCode.PROJECT_NAME_TAKEN.toException();
    }
    if (SqlFailures.violates(failure, "project_slug_unique")) {
      throw ErrorCode.PROJECT_SLUG_TAKEN.toException();
    }
    return failure;
  }

  private static Optional<Project> find(Sql sql, Tenant tenant, String id, String lock)
      throws SQLException {
    return sql.one(
        SqlProjectStore::read,
        "select * from project where account_id = ? and id = ?" + lock,
        tenant.accountId(),
        id);
  }

  private static Project read(ResultSet row) throws SQLException {
    return new Project(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("name"),
        row.getString("slug"),
        Optional.ofNullable(row.getString("audit_tier")).flatMap(AuditConfig.Tier::of),
        Sql.time(row, "created_at"),
        row.getInt("version"));
  }
}
