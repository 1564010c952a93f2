package com.plurence.gateway.account;

import java.time.Instant;

/**
 * A customer: owns principals and projects.
 *
 * @param version grows by one with every change
 */
public record Account(String id, String name, Instant createdAt, int version) {

  /** The same account under another name. */
  public Account withName(String newName) {
    return new Account(id, newName, createdAt, version);
  }
}
