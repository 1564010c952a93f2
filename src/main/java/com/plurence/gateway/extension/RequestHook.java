package com.plurence.gateway.extension;

import io.vertx.core.Future;

/** Looks at requests before they go to a model. */
@FunctionalInterface
public interface RequestHook {

  /**
   * Allows {@code request}, changed or not. Called once for each valid chat or embeddings request,
   * after authentication and before a provider is asked, on the instance's context; a later hook
   * sees what an earlier one has changed.
   *
   * @return what to change; fails with a registered error to refuse the request. Any other failure,
   *     an exception, null, or nothing within the deadline is a failure of the extension.
   */
  Future<RequestChanges> onRequest(ModelRequest request);
}
