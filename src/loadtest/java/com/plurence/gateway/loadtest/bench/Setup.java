package com.plurence.gateway.loadtest.bench;

/**
 * What the gateway is started with; everything else is its default.
 *
 * @param keys API keys in its store
 * @param projects that they belong to, in turn
 * @param models in its configuration
 * @param yaml more of its configuration
 */
public record Setup(int keys, int projects, int models, String yaml) {
  public static final Setup PLAIN = new Setup(1, 1);

  /** Of one project. */
  public Setup(int keys, int models) {
    this(keys, 1, models, "");
  }
}
