package com.plurence.gateway.auth.token;

/** Whom an access token is about. */
public sealed interface Subject {

  /** A principal that this gateway, or another on the same store, has named. */
  record Known(String principalId) implements Subject {}

  /**
   * Somebody whom another issuer knows.
   *
   * @param identity what makes this person the same with every token
   * @param email in lower case; may change, and may be claimed by others
   * @param emailVerified whether the issuer says that the address is this person's
   */
  record Person(Identity identity, String email, boolean emailVerified) implements Subject {}
}
