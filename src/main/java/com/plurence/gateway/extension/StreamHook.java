package com.plurence.gateway.extension;

/** Looks at streamed responses while they pass. */
@FunctionalInterface
public interface StreamHook {

  /**
   * Begins with one stream. Called once for each stream that has begun, on the instance's context,
   * just before its first event and within the deadline of that. Null or an exception is a failure
   * of the extension.
   *
   * @param request as the provider was asked, after every hook on the request
   */
  StreamEditor begin(ModelRequest request);
}
