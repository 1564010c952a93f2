package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.LimiterContract;
import com.plurence.gateway.limit.LimiterUnderTest;

/** The examples of the contract, counted in memory. */
final class MemoryLimiterTest extends LimiterContract {
  private final MemoryUnderTest limiter = new MemoryUnderTest();

  @Override
  protected LimiterUnderTest limiter() {
    return limiter;
  }
}
