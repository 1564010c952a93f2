package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.LimiterUnderTest;
import com.plurence.gateway.limit.RecordsContract;

/** What is made of records, counted in memory. */
final class MemoryLimiterRecordsTest extends RecordsContract {
  private final MemoryUnderTest limiter = new MemoryUnderTest();

  @Override
  protected LimiterUnderTest limiter() {
    return limiter;
  }
}
