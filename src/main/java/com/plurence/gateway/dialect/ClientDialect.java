package com.plurence.gateway.dialect;

/**
 * What applications speak: where they ask, and what their requests look like. Pure: it owns no
 * connection and keeps no state, so one is shared by all threads.
 */
public interface ClientDialect {
  /**
   * The path at which {@code operation} is asked, such as {@code /v1/chat/completions}; a key may
   * be limited to it.
   */
  String route(Operation operation);

  /**
   * A scan of the JSON body of one request.
   *
   * @param maxDepth how many levels of nesting the body may have
   */
  RequestScan scan(Operation operation, int maxDepth);
}
