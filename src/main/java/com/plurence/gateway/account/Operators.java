package com.plurence.gateway.account;

import com.plurence.gateway.account.PrincipalStore.Standing;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Set;

/**
 * Who runs the gateway: those with an address in the configuration, or else the owner of the
 * account that the first start made. An address counts only if it is known to be that person's.
 */
public final class Operators {
  private final Set<String> addresses;
  private final PrincipalStore store;

  /**
   * @param addresses in lower case
   */
  public Operators(Set<String> addresses, PrincipalStore store) {
    this.addresses = Set.copyOf(addresses);
    this.store = store;
  }

  /** Whether the principal of that id is an operator. */
  public Future<Boolean> include(String principalId) {
    return store.standing(principalId).map(found -> found.filter(this::includes).isPresent());
  }

  /** Fails with OPERATOR_REQUIRED unless the principal of that id is an operator. */
  Future<Void> require(String principalId) {
    return include(principalId)
        .map(
            operator -> {
              if (!operator) {
                throw ErrorCode.OPERATOR_REQUIRED.toException();
              }
              return null;
            });
  }

  private boolean includes(Standing standing) {
    return addresses.isEmpty()
        ? standing.inFirstAccount() && standing.principal().role() == Role.OWNER
        : standing.emailVouched() && addresses.contains(standing.principal().email());
  }
}
