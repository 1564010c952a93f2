package com.plurence.gateway.dialect;

/**
 * What model providers speak: where they are asked, and how their responses are read. Pure: it owns
 * no connection and keeps no state, so one is shared by all threads.
 */
public interface ProviderDialect {
  /** The path of {@code operation} below a provider's base URL. */
  String path(Operation operation);
}
