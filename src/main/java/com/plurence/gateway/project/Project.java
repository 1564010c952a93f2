package com.plurence.gateway.project;

import com.plurence.gateway.config.AuditConfig;
import java.time.Instant;
import java.util.Optional;

/**
 * What keys, limits and records belong to.
 *
 * @param name unique in the account
 * @param slug unique in the account, never changed
 * @param auditTier how much is remembered of its requests; empty: as much as the configuration says
 * @param version grows by one with every change
 */
public record Project(
    String id,
    String accountId,
    String name,
    String slug,
    Optional<AuditConfig.Tier> auditTier,
    Instant createdAt,
    int version) {

  /** A project that has just been made. */
  public static Project created(
      String id, String accountId, String name, String slug, Instant createdAt) {
    return new Project(id, accountId, name, slug, Optional.empty(), createdAt, 1);
  }

  /** The same project under another name. */
  public Project withName(String newName) {
    return new Project(id, accountId, newName, slug, auditTier, createdAt, version);
  }

  /** The same project of which as much is remembered as {@code tier} says. */
  public Project withAuditTier(AuditConfig.Tier tier) {
    return new Project(id, accountId, name, slug, Optional.of(tier), createdAt, version);
  }
}
