package com.plurence.gateway.storage;

import com.plurence.gateway.account.Account;
import com.plurence.gateway.account.Credential;
import com.plurence.gateway.account.Principal;
import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.IdSource;
import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.project.Project;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Makes accounts, projects and keys to put into stores. */
final class Things {
  static final Instant NOW = Instant.ofEpochMilli(1_745_000_000_000L);
  static final ListQuery EVERYTHING = new ListQuery(100, 0, List.of(), List.of());
  private static final IdSource IDS = new IdSource(InstantSource.system());

  private Things() {}

  static Signup signup(String email) {
    Account account = new Account(IDS.next("acc"), "Account of " + email, NOW, 1);
    return new Signup(
        account,
        credential(account.id(), email, Role.OWNER),
        new Signup.FirstProject(IDS.next("proj"), "default", "default"));
  }

  static Credential credential(String accountId, String email, Role role) {
    return new Credential(
        new Principal(IDS.next("prn"), accountId, email, "Somebody", role, NOW, 1), "hash");
  }

  static Tenant tenant(Signup signup) {
    return new Tenant(signup.account().id());
  }

  static Project project(Tenant tenant, String name) {
    return project(tenant, name, NOW);
  }

  static Project project(Tenant tenant, String name, Instant createdAt) {
    return Project.created(IDS.next("proj"), tenant.accountId(), name, name, createdAt);
  }

  static ApiKey key(String projectId) {
    return new ApiKey(
        IDS.next("key"),
        projectId,
        "ci",
        "plr_live_abcd",
        Set.of("gpt-4o", "o1"),
        Set.of(),
        NOW,
        NOW.plusSeconds(60),
        null);
  }
}
