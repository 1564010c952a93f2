package com.plurence.gateway.extension;

import java.util.Objects;

/**
 * Who calls.
 *
 * @param keyId names the credential; never the credential itself
 * @param projectId whose limits and records are used
 * @param accountId to which the project belongs
 */
public record Application(String keyId, String projectId, String accountId) {
  public Application {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(projectId, "projectId");
    Objects.requireNonNull(accountId, "accountId");
  }
}
