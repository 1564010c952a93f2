package com.plurence.gateway.management;

import io.vertx.core.Future;

/** Does what an endpoint of the management API is for. Runs on the event loop. */
@FunctionalInterface
public interface Operation {

  /** What it throws or fails with becomes a contract error. */
  Future<ManagementResponse> answer(Call call);
}
