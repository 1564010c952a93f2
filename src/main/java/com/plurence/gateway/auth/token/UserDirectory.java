package com.plurence.gateway.auth.token;

import com.plurence.gateway.auth.Caller;
import io.vertx.core.Future;
import java.util.Optional;

/** Knows the principals, whatever their account. Futures complete on the caller's context. */
@FunctionalInterface
public interface UserDirectory {

  /** What the principal may do now; empty when it is gone, or was never here. */
  Future<Optional<Caller.User>> find(Subject subject);
}
