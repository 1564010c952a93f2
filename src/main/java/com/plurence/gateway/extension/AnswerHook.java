package com.plurence.gateway.extension;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Looks at whole answers before the client gets them. */
@FunctionalInterface
public interface AnswerHook {

  /**
   * Passes {@code answer} on, changed or not. Called once for each whole response of a model, on
   * the instance's context; not for errors and not for streams.
   *
   * @param request as the provider was asked, after every hook on the request
   * @param answer JSON; the hook's own copy
   * @return the JSON that the client gets; fails with a registered error to withhold the response.
   *     Any other failure, an exception, null, something that is not JSON, or nothing within the
   *     deadline is a failure of the extension.
   */
  Future<Buffer> onAnswer(ModelRequest request, Buffer answer);
}
