package com.plurence.gateway.account;

import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.auth.token.Identity;
import java.util.Optional;

/**
 * A principal and what it is let in with.
 *
 * @param identity by what it is known; empty: nobody has come yet, and an issuer's word for the
 *     address will do
 * @param passwordHash as {@link Passwords} writes it; empty: there is no password
 * @param emailVouched whether the operator or an issuer says that the address is this person's
 */
public record Credential(
    Principal principal, Optional<Identity> identity, String passwordHash, boolean emailVouched) {

  /** Somebody who signs in here and whose address nobody has vouched for. */
  public Credential(Principal principal, String passwordHash) {
    this(principal, Optional.of(Identity.ofSignin(principal.email())), passwordHash, false);
  }

  /** The same, vouched for. */
  public Credential vouchedFor() {
    return new Credential(principal, identity, passwordHash, true);
  }
}
