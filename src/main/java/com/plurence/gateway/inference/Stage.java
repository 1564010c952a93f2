package com.plurence.gateway.inference;

import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;

/**
 * One step on the way of a request to a model. It wraps the steps behind it, so that it can act
 * before, after or instead of them. One stage serves every request of an event loop, so it keeps
 * nothing of any of them.
 */
public interface Stage {
  /**
   * Takes {@code call} further. Runs on the request's event loop, and must not block it.
   *
   * @param next the stages behind this one, to be called at most once
   * @return the response for the client, on the request's event loop; fails with what the client is
   *     to be told, which may be thrown as well
   */
  Future<ModelResponse> handle(ModelCall call, Next next);
}
