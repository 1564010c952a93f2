package com.plurence.gateway.loadtest.bench;

/**
 * What the gateway is started with.
 *
 * @param keys API keys in its store
 * @param models in its configuration
 * @param upstreamConnections to the provider, at most
 */
public record Setup(int keys, int models, int upstreamConnections) {
  /** The gateway's own default. */
  public static final int USUAL_CONNECTIONS = 256;

  public static final Setup PLAIN = new Setup(1, 1, USUAL_CONNECTIONS);
}
