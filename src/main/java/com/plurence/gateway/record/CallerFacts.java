package com.plurence.gateway.record;

import com.plurence.gateway.config.AuditConfig;
import org.jspecify.annotations.Nullable;

/**
 * Who made a request, by ids that may stand in a log: an application or a person who has signed in.
 *
 * @param credential the id of the API key, or of what an extension took for one; null for a person
 * @param project whose limits and records are used; null for a person
 * @param account to which the project belongs; null for a person
 * @param principal the person or tool that has signed in; null for an application
 * @param auditTier how much may be remembered of the request
 */
public record CallerFacts(
    @Nullable String credential,
    @Nullable String project,
    @Nullable String account,
    @Nullable String principal,
    AuditConfig.Tier auditTier) {

  /** An application with its credential. */
  public static CallerFacts application(
      String credential, String project, String account, AuditConfig.Tier auditTier) {
    return new CallerFacts(credential, project, account, null, auditTier);
  }

  /** Whether nothing is to be remembered of the request but what it cost. */
  public boolean isForgotten() {
    return auditTier == AuditConfig.Tier.ZERO_RETENTION;
  }

  /** A person or tool that has signed in. */
  public static CallerFacts user(String principal) {
    return new CallerFacts(null, null, null, principal, AuditConfig.Tier.METADATA);
  }
}
