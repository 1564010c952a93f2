package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.LimiterUnderTest;
import com.plurence.gateway.limit.RecordsContract;
import org.junit.jupiter.api.AfterEach;

/** What is made of records, counted in Redis. */
final class RedisLimiterRecordsTest extends RecordsContract {
  private final RedisUnderTest limiter = new RedisUnderTest();

  @AfterEach
  void stop() {
    limiter.close();
  }

  @Override
  protected LimiterUnderTest limiter() {
    return limiter;
  }

  @Override
  protected int gateways() {
    return RedisUnderTest.readers();
  }
}
