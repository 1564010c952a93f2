package com.plurence.gateway.account;

import com.plurence.gateway.auth.Role;
import java.time.Instant;

/**
 * A person or tool that signs in.
 *
 * @param email in lower case; what makes a principal unique is its identity
 * @param version grows by one with every change
 */
public record Principal(
    String id,
    String accountId,
    String email,
    String name,
    Role role,
    Instant createdAt,
    int version) {

  /** The same principal with another name and role. */
  public Principal with(String newName, Role newRole) {
    return new Principal(id, accountId, email, newName, newRole, createdAt, version);
  }
}
