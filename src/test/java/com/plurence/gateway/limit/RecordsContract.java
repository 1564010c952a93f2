package com.plurence.gateway.limit;

import static com.plurence.gateway.limit.Dimension.RPD;
import static com.plurence.gateway.limit.Dimension.RPM;
import static com.plurence.gateway.limit.Dimension.TOKENS_PER_MONTH;
import static com.plurence.gateway.limit.Dimension.USD_PER_DAY;
import static com.plurence.gateway.limit.Dimension.USD_PER_MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Examples of what a limiter that knows nothing yet makes of the records. */
public abstract class RecordsContract {
  private static final String NOON = "2026-03-10T12:00:00Z";

  /** The limiter; each test uses an account of its own. */
  protected abstract LimiterUnderTest limiter();

  /** How many gateways {@link LimiterUnderTest#admitAtOnce} asks; each reads by itself. */
  protected int gateways() {
    return 1;
  }

  private Given at(String now) {
    return new Given(limiter(), now);
  }

  @Test
  void what_was_used_before_is_in_the_records() {
    Given given =
        at(NOON)
            .account(RPD, 10)
            .account(USD_PER_DAY, 10)
            .account(TOKENS_PER_MONTH, 10)
            .account(USD_PER_MONTH, 10)
            .recorded(new Spent(1, 2, 3, 4));
    assertThat(given.used()).containsExactly(1L, 2L, 3L, 4L);
    given.settle(given.admitted(new Amounts(0, 7, 0, 6, false)), 1, 1);
    assertThat(given.used()).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void a_budget_that_was_used_up_before_refuses_the_first_request() {
    Given given = at(NOON).account(USD_PER_MONTH, 10).recorded(new Spent(0, 0, 0, 10));
    assertThat(given.refused(Given.nanoUsd(1))).hasSize(1);
  }

  @Test
  void many_at_once_read_the_records_once() {
    Given given = at(NOON).account(RPD, 10);
    AtomicInteger reads = new AtomicInteger();
    limiter()
        .setRecords(
            (scopes, now) -> {
              reads.incrementAndGet();
              return Future.fromCompletionStage(
                  CompletableFuture.supplyAsync(() -> List.of(new Spent(4, 0, 0, 0))));
            });
    List<Admission> admissions =
        limiter().admitAtOnce(100, given.limits(), new Amounts(0, 0, 0, 0, false));
    assertThat(admissions.stream().filter(Admission.Admitted.class::isInstance)).hasSize(6);
    assertThat(reads.get()).isBetween(1, gateways());
  }

  @Test
  void records_that_cannot_be_read_refuse_nobody() {
    Given given = at(NOON).account(RPM, 10).account(TOKENS_PER_MONTH, 10);
    limiter().setRecords((scopes, now) -> Future.failedFuture("away"));
    given.settle(given.admitted(Given.tokens(1)), 4, 0);
    assertThat(given.used()).containsExactly(1L, 4L);
  }

  @Test
  void records_that_never_answer_are_not_waited_for() {
    Given given = at(NOON).account(RPM, 10).account(TOKENS_PER_MONTH, 10);
    limiter().setRecords((scopes, now) -> Promise.<List<Spent>>promise().future());
    given.admitted(Given.tokens(1));
  }

  @Test
  void records_that_come_late_count_beside_what_was_used_meanwhile() {
    Given given = at(NOON).account(RPM, 10).account(TOKENS_PER_MONTH, 100);
    Promise<List<Spent>> late = Promise.promise();
    limiter().setRecords((scopes, now) -> late.future());
    given.settle(given.admitted(Given.tokens(1)), 4, 0);
    late.complete(List.of(new Spent(0, 0, 30, 0)));
    assertThat(given.used()).containsExactly(1L, 34L);
  }

  @Test
  void what_is_forgotten_is_read_anew() {
    Given given =
        at(NOON).account(RPM, 5).account(USD_PER_MONTH, 10).recorded(new Spent(0, 0, 0, 10));
    assertThat(given.remaining()).containsExactly(5L, 0L);
    given.recorded(new Spent(0, 0, 0, 3));
    assertThat(given.remaining()).containsExactly(5L, 0L);
    limiter().resync(List.of(given.accountScope()));
    assertThat(given.remaining()).containsExactly(5L, 7L);
  }

  @Test
  void what_was_used_without_limits_is_read_and_minutes_stay() {
    Given given =
        at(NOON).account(RPM, 5).account(USD_PER_MONTH, 10).recorded(new Spent(0, 0, 0, 3));
    given.settle(given.admitted(Given.nanoUsd(1)), 0, 1);
    assertThat(given.remaining()).containsExactly(4L, 6L);
    given.recorded(new Spent(0, 0, 0, 9));
    limiter().recount(List.of(given.accountScope()));
    assertThat(given.remaining()).containsExactly(4L, 1L);
  }
}
