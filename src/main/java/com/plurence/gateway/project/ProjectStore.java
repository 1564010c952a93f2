package com.plurence.gateway.project;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.management.Precondition;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where projects are kept. Futures complete on the caller's context. */
public interface ProjectStore {

  /** One project of the account. */
  Future<Optional<Project>> find(Tenant tenant, String projectId);

  /** The projects of the account; by id unless ordered otherwise. */
  Future<Page<Project>> list(Tenant tenant, ListQuery query);

  /**
   * Adds a project. Fails with PROJECT_NAME_TAKEN or PROJECT_SLUG_TAKEN.
   *
   * @param limits that it has of its own from the beginning
   */
  Future<Void> insert(Project project, OwnLimits limits);

  /**
   * Changes a project in one step. Fails with PROJECT_NAME_TAKEN, or with RESOURCE_CHANGED when it
   * is of a version that {@code precondition} does not admit.
   *
   * @param change pure; what it leaves as it is keeps its version; runs on a worker thread, perhaps
   *     more than once
   */
  Future<Optional<Project>> update(
      Tenant tenant, String projectId, Precondition precondition, UnaryOperator<Project> change);

  /**
   * Removes a project and its keys, which stop working at once everywhere. Fails with
   * RESOURCE_CHANGED when it is of a version that {@code precondition} does not admit.
   *
   * @return whether there was such a project
   */
  Future<Boolean> delete(Tenant tenant, String projectId, Precondition precondition);
}
