package com.plurence.gateway.loadtest.bench;

/**
 * What the gateway is started with; everything else is its default.
 *
 * @param keys API keys in its store
 * @param models in its configuration
 */
public record Setup(int keys, int models) {
  public static final Setup PLAIN = new Setup(1, 1);
}
