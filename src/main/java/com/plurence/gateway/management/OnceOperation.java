package com.plurence.gateway.management;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Does what an endpoint is for, in two steps: it first finds out whether it may, with every request
 * anew; the rest is done once for each {@code Idempotency-Key}. So a kept response reaches only
 * those who could have got it themselves. Runs on the event loop.
 */
@FunctionalInterface
public interface OnceOperation {

  /** What it throws or fails with becomes a contract error. */
  Future<Supplier<Future<ManagementResponse>>> prepare(Call call);
}
