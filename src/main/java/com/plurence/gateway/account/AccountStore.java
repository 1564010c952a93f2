package com.plurence.gateway.account;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.management.Precondition;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where accounts are kept. Futures complete on the caller's context. */
public interface AccountStore {

  /** Makes the account with its owner and first project. Fails with EMAIL_TAKEN. */
  Future<Void> open(Signup signup);

  /** The account of {@code tenant}; empty when it has been closed. */
  Future<Optional<Account>> find(Tenant tenant);

  /** The account of {@code tenant}, as a list of at most one. */
  Future<Page<Account>> list(Tenant tenant, ListQuery query);

  /** All accounts, for an operator. */
  Future<Page<Account>> listAll(ListQuery query);

  /**
   * Removes an account with all that it has; its keys stop working at once. Whether there was one.
   */
  Future<Boolean> delete(String accountId);

  /**
   * Changes the account in one step. Fails with RESOURCE_CHANGED when it is of a version that
   * {@code precondition} does not admit.
   *
   * @param change pure; what it leaves as it is keeps its version; runs on a worker thread, perhaps
   *     more than once
   */
  Future<Optional<Account>> update(
      Tenant tenant, Precondition precondition, UnaryOperator<Account> change);
}
