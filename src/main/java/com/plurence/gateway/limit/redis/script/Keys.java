package com.plurence.gateway.limit.redis.script;

import com.plurence.gateway.limit.Scope;

/** What things are called in Redis. All of one account lies in one slot of a cluster. */
public final class Keys {
  /** The gateways that live. */
  public static final String REPLICAS = "plr:1:replicas";

  private Keys() {}

  /** The counts of a scope. */
  public static String of(Scope scope) {
    String account = prefix(scope.accountId());
    return switch (scope.kind()) {
      case ACCOUNT -> account + ":a";
      case PROJECT -> account + ":p:" + scope.id();
      case KEY -> account + ":k:" + scope.id();
      case MODEL -> account + ":m:" + scope.id() + ":" + scope.model();
    };
  }

  /** The clock of an account, and the last sequence of each writer. */
  public static String account(String accountId) {
    return prefix(accountId) + ":q";
  }

  private static String prefix(String accountId) {
    return "plr:1:{" + accountId + "}";
  }
}
