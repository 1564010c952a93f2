package com.plurence.gateway.auth;

/** Whom an access token is about. */
public sealed interface Subject {

  /** A principal that this gateway, or another on the same store, has named. */
  record Known(String principalId) implements Subject {}

  /**
   * Somebody whom another issuer knows.
   *
   * @param email in lower case
   */
  record Person(String email) implements Subject {}
}
