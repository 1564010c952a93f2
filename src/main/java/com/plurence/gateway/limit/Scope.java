package com.plurence.gateway.limit;

/**
 * Who shares a limit. Everything of one account is decided together, so each scope names it.
 *
 * @param kind what it is
 * @param accountId to which it belongs
 * @param id of the account, project or API key; of the project, if this is one of its models
 * @param model by the client's name, if this is a model; else empty
 */
public record Scope(Kind kind, String accountId, String id, String model) {

  /** The kinds, the widest first. */
  public enum Kind {
    ACCOUNT("account"),
    PROJECT("project"),
    KEY("key"),
    MODEL("model");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name in the API, headers and metrics. */
    public String label() {
      return label;
    }
  }

  public static Scope account(String accountId) {
    return new Scope(Kind.ACCOUNT, accountId, accountId, "");
  }

  public static Scope project(String accountId, String projectId) {
    return new Scope(Kind.PROJECT, accountId, projectId, "");
  }

  public static Scope key(String accountId, String keyId) {
    return new Scope(Kind.KEY, accountId, keyId, "");
  }

  /** One model within one project. */
  public static Scope model(String accountId, String projectId, String model) {
    return new Scope(Kind.MODEL, accountId, projectId, model);
  }
}
