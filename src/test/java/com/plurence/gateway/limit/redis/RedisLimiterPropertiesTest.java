package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.LimiterProperties;
import com.plurence.gateway.limit.LimiterUnderTest;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** The properties of the contract, counted in Redis. */
final class RedisLimiterPropertiesTest extends LimiterProperties {
  private static final RedisUnderTest LIMITER = new RedisUnderTest();

  @AfterContainer
  static void stop() {
    LIMITER.close();
  }

  /** Fewer than in memory, as each step is a round trip. */
  @Override
  @Property(tries = 100)
  protected void answers_as_a_list_of_all_events_does(
      @ForAll long seed, @ForAll("steps") List<Step> steps) {
    super.answers_as_a_list_of_all_events_does(seed, steps);
  }

  @Override
  protected LimiterUnderTest limiter() {
    return LIMITER;
  }
}
