package com.plurence.gateway.account;

/**
 * Everything that a sign-up makes, in one step or not at all.
 *
 * @param owner the first principal
 * @param firstProject the project that every account begins with
 */
public record Signup(Account account, Credential owner, FirstProject firstProject) {

  /** The project that every account begins with. */
  public record FirstProject(String id, String name, String slug) {}
}
