package com.plurence.gateway.upstream.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.provider.UpstreamConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
  private final Backoff backoff =
      new Backoff(new UpstreamConfig.Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(1)));

  @ParameterizedTest
  @CsvSource({"1, 100", "2, 200", "3, 400", "4, 800", "5, 1000", "64, 1000", "100000, 1000"})
  void growsByTheFactorUpToTheCap(int retry, long millis) {
    Duration wait = backoff.before(retry, alwaysTheMost());

    assertThat(wait).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void spreadsWaitsEvenlyFromZeroToTheCeiling() {
    Random random = new Random(7);
    Map<Long, Integer> quarters = new HashMap<>();

    for (int i = 0; i < 4_000; i++) {
      long wait = backoff.before(1, random).toNanos();
      quarters.merge(Math.min(3, wait / 25_000_000), 1, Integer::sum);
    }

    assertThat(quarters.values())
        .hasSize(4)
        .allSatisfy(share -> assertThat(share).isBetween(900, 1100));
  }

  @Test
  void waitsNotAtAllWhenTheBaseIsZero() {
    Backoff none = new Backoff(new UpstreamConfig.Backoff(Duration.ZERO, 2, Duration.ofSeconds(1)));

    assertThat(none.before(3, new Random(7))).isEqualTo(Duration.ZERO);
  }

  private static RandomGenerator alwaysTheMost() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }
}
