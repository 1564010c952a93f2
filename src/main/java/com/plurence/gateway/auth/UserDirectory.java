package com.plurence.gateway.auth;

import io.vertx.core.Future;
import java.util.Optional;

/** Knows the principals, whatever their account. */
@FunctionalInterface
public interface UserDirectory {

  /** What the principal of that id may do now; empty when it is gone. */
  Future<Optional<Caller.User>> find(String principalId);
}
