package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.LimiterContract;
import com.plurence.gateway.limit.LimiterUnderTest;
import org.junit.jupiter.api.AfterAll;

/** The examples of the contract, counted in Redis by two gateways. */
final class RedisLimiterTest extends LimiterContract {
  private static final RedisUnderTest LIMITER = new RedisUnderTest();

  @AfterAll
  static void stop() {
    LIMITER.close();
  }

  @Override
  protected LimiterUnderTest limiter() {
    return LIMITER;
  }
}
