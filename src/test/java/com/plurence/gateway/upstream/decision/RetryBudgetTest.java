package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.inParallel;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.provider.UpstreamConfig;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {

  @Test
  void allowsTheSteadyNumberASecondWithoutAnyTraffic() {
    RetryBudget budget = budget(0.1, 3);

    assertThat(spendAll(budget, START)).isEqualTo(3);
    assertThat(spendAll(budget, seconds(0.2))).isZero();
    assertThat(spendAll(budget, seconds(0.34))).isEqualTo(1);
    assertThat(spendAll(budget, seconds(60))).isEqualTo(3);
  }

  @Test
  void allowsTheShareOfRequestsOnTop() {
    RetryBudget budget = budget(0.1, 3);

    for (int i = 0; i < 50; i++) {
      budget.earn();
    }

    assertThat(spendAll(budget, START)).isEqualTo(3 + 5);
  }

  @Test
  void savesUpForABurstButNotWithoutEnd() {
    RetryBudget budget = budget(0.1, 0);

    for (int i = 0; i < 1_000_000; i++) {
      budget.earn();
    }

    assertThat(spendAll(budget, START)).isEqualTo(100);
  }

  @Test
  void allowsNothingWhenBothPartsAreZero() {
    RetryBudget budget = budget(0, 0);

    budget.earn();

    assertThat(budget.trySpend(seconds(3600))).isFalse();
  }

  @Test
  void allowsLessThanOneASecond() {
    RetryBudget budget = budget(0, 0.5);

    assertThat(spendAll(budget, START)).isEqualTo(1);
    assertThat(spendAll(budget, seconds(1.9))).isZero();
    assertThat(spendAll(budget, seconds(2.1))).isEqualTo(1);
  }

  @Test
  void keepsATotalOutageBelowOnePointTwoAttemptsARequest() {
    RetryBudget budget = budget(0.1, 3);
    int requests = 10_000;
    int attempts = 0;

    for (int i = 0; i < requests; i++) {
      long now = seconds(i / 1_000.0);
      budget.earn();
      attempts++;
      while (attempts < 3 * requests && budget.trySpend(now)) {
        attempts++;
      }
    }

    assertThat((double) attempts / requests).isBetween(1.1, 1.2);
  }

  @Test
  void spendsNoRetryTwiceWhenManyThreadsAsk() throws InterruptedException {
    RetryBudget budget = budget(0.1, 3);
    for (int i = 0; i < 500; i++) {
      budget.earn();
    }
    AtomicInteger spent = new AtomicInteger();

    inParallel(
        8,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            if (budget.trySpend(START)) {
              spent.incrementAndGet();
            }
          }
        });

    assertThat(spent).hasValue(3 + 50);
  }

  private static RetryBudget budget(double ratio, double perSecond) {
    return new RetryBudget(new UpstreamConfig.RetryBudget(ratio, perSecond), START);
  }

  private static int spendAll(RetryBudget budget, long now) {
    int spent = 0;
    while (spent < 10_000 && budget.trySpend(now)) {
      spent++;
    }
    return spent;
  }
}
