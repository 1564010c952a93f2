package com.plurence.gateway.upstream;

import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.record.AttemptRecord;

/** Counts each attempt when it is over, by target and outcome. */
public final class AttemptMetrics implements AttemptListener {
  private final Metrics metrics;

  public AttemptMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void attemptEnded(AttemptRun attempt, AttemptRecord record) {
    metrics.attempt(record.target(), record.outcome(), record.duration().toNanos());
    if (record.bill().known().usage().filter(usage -> !usage.consistent()).isPresent()) {
      metrics.inconsistentUsage();
    }
  }
}
