package com.plurence.gateway.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenBucketTest {
  /** Close to where the clock overflows, so that every test goes across. */
  private static final long START = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(1500);

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "7,7", "100,50", "10,0.5", "1000,0.001", "13,700"})
  void givesTheWholeBurstAtOnceAndNoMore(int burst, double perSecond) {
    TokenBucket bucket = new TokenBucket(burst, perSecond, START);

    assertThat(takeAll(bucket, START)).isEqualTo(burst);
  }

  @Test
  void givesBackAsManyASecondAsItWasToldTo() {
    TokenBucket bucket = new TokenBucket(100, 50, START);
    takeAll(bucket, START);

    assertThat(takeAll(bucket, after(0.019))).isZero();
    assertThat(takeAll(bucket, after(0.021))).isEqualTo(1);
    assertThat(takeAll(bucket, after(1.021))).isEqualTo(50);
  }

  @Test
  void holdsNoMoreThanTheBurstHoweverLongNobodyCame() {
    TokenBucket bucket = new TokenBucket(3, 2, START);
    takeAll(bucket, START);

    assertThat(takeAll(bucket, after(86_400))).isEqualTo(3);
  }

  @Test
  void givesPartsOfATokenToNobody() {
    TokenBucket bucket = new TokenBucket(2.5, 2.5, START);

    assertThat(takeAll(bucket, START)).isEqualTo(2);
    assertThat(takeAll(bucket, after(0.21))).isEqualTo(1);
  }

  @Test
  void givesNothingWhenNothingComesBack() {
    assertThat(new TokenBucket(5, 0, START).tryTake(after(60))).isFalse();
  }

  @Test
  void givesNothingWhenItCanHoldNoWholeToken() {
    assertThat(new TokenBucket(0.5, 1, START).tryTake(after(60))).isFalse();
  }

  @Test
  void isEmptyAtWorstWhenTheClockIsSetBack() {
    TokenBucket bucket = new TokenBucket(2, 1, START);
    takeAll(bucket, START);

    assertThat(takeAll(bucket, after(-3600))).isZero();
    assertThat(takeAll(bucket, after(-3598.9))).isEqualTo(1);
    assertThat(takeAll(bucket, after(-3590))).isEqualTo(2);
  }

  @Test
  void givesNoTokenTwiceWhenManyThreadsAsk() throws InterruptedException {
    TokenBucket bucket = new TokenBucket(500, 1, START);
    AtomicInteger taken = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();

    for (int i = 0; i < 8; i++) {
      threads.add(new Thread(() -> taken.addAndGet(takeAll(bucket, START))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(taken).hasValue(500);
  }

  private static int takeAll(TokenBucket bucket, long now) {
    int taken = 0;
    while (taken < 10_000 && bucket.tryTake(now)) {
      taken++;
    }
    return taken;
  }

  private static long after(double seconds) {
    return START + (long) (seconds * 1e9);
  }
}
