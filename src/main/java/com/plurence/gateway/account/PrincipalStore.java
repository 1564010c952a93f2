package com.plurence.gateway.account;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.management.Precondition;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where principals are kept. Futures complete on the caller's context. */
public interface PrincipalStore {

  /** One principal of the account. */
  Future<Optional<Principal>> find(Tenant tenant, String principalId);

  /** The principals of the account; by id unless ordered otherwise. */
  Future<Page<Principal>> list(Tenant tenant, ListQuery query);

  /**
   * Changes a principal in one step. Fails with RESOURCE_CHANGED when it is of a version that
   * {@code precondition} does not admit, with LAST_OWNER when the account would have no owner left.
   *
   * @param change pure; what it leaves as it is keeps its version; runs on a worker thread, perhaps
   *     more than once
   */
  Future<Optional<Principal>> update(
      Tenant tenant,
      String principalId,
      Precondition precondition,
      UnaryOperator<Principal> change);

  /** Adds a principal to its account. Fails with EMAIL_TAKEN when its identity is somebody's. */
  Future<Void> insert(Credential credential);

  /** The principal that signs in with {@code email} (in lower case), whatever its account. */
  Future<Optional<Credential>> credential(String email);

  /** How far the principal of that id is to be believed, whatever its account. */
  Future<Optional<Standing>> standing(String principalId);

  /**
   * How far a principal is to be believed.
   *
   * @param emailVouched whether the operator or an issuer says that the address is this person's
   * @param inFirstAccount whether its account is the one that the first start made
   */
  record Standing(Principal principal, boolean emailVouched, boolean inFirstAccount) {}
}
