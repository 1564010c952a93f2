package com.plurence.gateway.inference;

import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;

/** The rest of the way, as a {@link Stage} sees it. */
public interface Next {
  /**
   * Takes {@code call} to its response.
   *
   * @param call the one that the stage was given, or a changed copy
   * @return completes on the request's event loop; nothing is thrown
   */
  Future<ModelResponse> handle(ModelCall call);
}
