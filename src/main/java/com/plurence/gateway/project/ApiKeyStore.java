package com.plurence.gateway.project;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import io.vertx.core.Future;
import java.util.Optional;

/** Where API keys are kept, by hash. Futures complete on the caller's context. */
public interface ApiKeyStore {

  /** One key of a project of the account. */
  Future<Optional<ApiKey>> find(Tenant tenant, String projectId, String keyId);

  /** The keys of a project of the account; empty when there is no such project. */
  Future<Optional<Page<ApiKey>>> list(Tenant tenant, String projectId, ListQuery query);

  /**
   * Adds a key to a project of the account.
   *
   * @param limits that it has of its own from the beginning
   * @return whether there is such a project
   */
  Future<Boolean> insert(Tenant tenant, ApiKey key, KeyHash hash, OwnLimits limits);

  /**
   * Removes a key, which stops working at once everywhere.
   *
   * @return whether there was such a key
   */
  Future<Boolean> delete(Tenant tenant, String projectId, String keyId);
}
