package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.LimiterProperties;
import com.plurence.gateway.limit.LimiterUnderTest;

/** The properties of the contract, counted in memory. */
final class MemoryLimiterPropertiesTest extends LimiterProperties {
  private final MemoryUnderTest limiter = new MemoryUnderTest();

  @Override
  protected LimiterUnderTest limiter() {
    return limiter;
  }
}
