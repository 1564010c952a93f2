package com.plurence.gateway.project;

import java.time.Instant;

/**
 * What keys, limits and records belong to.
 *
 * @param name unique in the account
 * @param slug unique in the account, never changed
 * @param version grows by one with every change
 */
public record Project(
    String id, String accountId, String name, String slug, Instant createdAt, int version) {

  /** The same project under another name. */
  public Project withName(String newName) {
    return new Project(id, accountId, newName, slug, createdAt, version);
  }
}
