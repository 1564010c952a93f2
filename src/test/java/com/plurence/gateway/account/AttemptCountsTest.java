package com.plurence.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.account.AttemptCounts.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AttemptCountsTest {
  private static final Limit PAIR = Limit.of("pair", 2);
  private static final Limit ADDRESS = Limit.of("address", 3);

  private final AtomicLong now = new AtomicLong();
  private final AttemptCounts counts = new AttemptCounts(() -> Instant.ofEpochMilli(now.get()));

  @Test
  void theFirstLimitThatIsReachedSaysHowLong() {
    counts.take(List.of(PAIR, ADDRESS));
    now.addAndGet(100_000);
    counts.take(List.of(PAIR, ADDRESS));

    assertThat(counts.take(List.of(PAIR, ADDRESS))).contains(Duration.ofSeconds(200));
  }

  @Test
  void anAttemptThatIsRefusedCountsForNothing() {
    counts.take(List.of(PAIR));
    counts.take(List.of(PAIR));

    counts.take(List.of(ADDRESS, PAIR));

    assertThat(counts.take(List.of(Limit.of("address", 1)))).isEmpty();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    counts.take(List.of(PAIR));
    counts.take(List.of(PAIR));
    counts.giveBack(List.of(PAIR));

    assertThat(counts.take(List.of(PAIR))).isEmpty();
    assertThat(counts.take(List.of(PAIR))).isPresent();
  }

  @Test
  void afterFiveMinutesItBeginsAnew() {
    counts.take(List.of(PAIR));
    counts.take(List.of(PAIR));

    now.addAndGet(Duration.ofMinutes(5).toMillis());

    assertThat(counts.take(List.of(PAIR))).isEmpty();
  }
}
