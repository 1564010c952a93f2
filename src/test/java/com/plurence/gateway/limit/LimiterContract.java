package com.plurence.gateway.limit;

import static com.plurence.gateway.limit.Dimension.CONCURRENCY;
import static com.plurence.gateway.limit.Dimension.RPD;
import static com.plurence.gateway.limit.Dimension.RPM;
import static com.plurence.gateway.limit.Dimension.TOKENS_PER_MONTH;
import static com.plurence.gateway.limit.Dimension.TPM;
import static com.plurence.gateway.limit.Dimension.USD_PER_DAY;
import static com.plurence.gateway.limit.Dimension.USD_PER_MONTH;
import static com.plurence.gateway.limit.Given.nanoUsd;
import static com.plurence.gateway.limit.Given.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Examples of what every limiter does. */
public abstract class LimiterContract {
  private static final String NOON = "2026-03-10T12:00:00Z";

  /** The limiter; each test uses an account of its own. */
  protected abstract LimiterUnderTest limiter();

  private Given at(String now) {
    return new Given(limiter(), now);
  }

  @ParameterizedTest
  @EnumSource(Dimension.class)
  void a_thousand_at_once_are_admitted_as_far_as_the_limit_goes(Dimension dimension) {
    Given given = at(NOON).account(dimension, 100).key(RPM, 2000);
    Amounts amounts = new Amounts(0, 3, 0, 3, false);

    List<Admission> admissions = limiter().admitAtOnce(1000, given.limits(), amounts);

    long expected = dimension.unit() == Unit.REQUESTS ? 100 : 33;
    assertThat(admissions.stream().filter(Admission.Admitted.class::isInstance))
        .hasSize((int) expected);
    long taken = expected * amounts.of(given.limits().bounds().get(0));
    assertThat(given.remaining()).containsExactly(100 - taken, 2000 - expected);
  }

  @Test
  void a_refusal_takes_nothing_and_names_every_limit_that_refuses() {
    Given given =
        at(NOON)
            .account(RPM, 1)
            .account(TPM, 1000)
            .account(RPD, 1)
            .account(TOKENS_PER_MONTH, 1000)
            .account(CONCURRENCY, 5)
            .account(USD_PER_DAY, 1000)
            .account(USD_PER_MONTH, 10);
    given.admitted(new Amounts(0, 10, 0, 10, false));
    List<Long> before = given.remaining();

    List<Refusal> refusals = given.refused(new Amounts(0, 10, 0, 10, false));

    assertThat(refusals.stream().map(refusal -> refusal.bound().dimension()))
        .containsExactly(RPM, RPD, USD_PER_MONTH);
    assertThat(given.remaining())
        .isEqualTo(before)
        .containsExactly(0L, 990L, 0L, 990L, 4L, 990L, 0L);
  }

  @Test
  void a_minute_slides() {
    Given given = at("2026-03-10T12:00:00.900Z").account(RPM, 2);
    given.admitted();
    given.clock("2026-03-10T12:00:30.100Z").admitted();
    assertThat(given.waitMillis()).isEqualTo(29_900);
    assertThat(given.clock("2026-03-10T12:00:59.999Z").waitMillis()).isEqualTo(1);
    given.clock("2026-03-10T12:01:00Z").admitted();
    assertThat(given.waitMillis()).isEqualTo(30_000);
    assertThat(given.clock("2026-03-10T12:01:29Z").waitMillis()).isEqualTo(1_000);
    given.clock("2026-03-10T12:01:30Z").admitted();
  }

  @Test
  void tokens_wait_for_as_many_seconds_as_have_to_leave() {
    Given given = at("2026-03-10T12:00:00Z").account(TPM, 100);
    given.admitted(tokens(30));
    given.clock("2026-03-10T12:00:10Z").admitted(tokens(30));
    given.clock("2026-03-10T12:00:20Z").admitted(tokens(40));
    assertThat(given.waitMillis(tokens(30))).isEqualTo(40_000);
    assertThat(given.waitMillis(tokens(31))).isEqualTo(50_000);
    assertThat(given.waitMillis(tokens(61))).isEqualTo(60_000);
    assertThat(given.waitMillis(tokens(101))).isEqualTo(60_000);
  }

  @ParameterizedTest
  @CsvSource({
    "RPD, 2026-03-10T23:59:59.999Z, 2026-03-11T00:00:00Z",
    "RPD, 2026-12-31T12:00:00Z, 2027-01-01T00:00:00Z",
    "RPD, 2028-02-28T23:59:59Z, 2028-02-29T00:00:00Z",
    "USD_PER_DAY, 2026-02-28T00:00:00Z, 2026-03-01T00:00:00Z",
    "USD_PER_MONTH, 2026-03-10T12:00:00Z, 2026-04-01T00:00:00Z",
    "TOKENS_PER_MONTH, 2026-12-31T23:59:59.999Z, 2027-01-01T00:00:00Z",
    "TOKENS_PER_MONTH, 2028-02-28T23:59:59Z, 2028-03-01T00:00:00Z",
    "USD_PER_MONTH, 2100-02-28T23:59:58Z, 2100-03-01T00:00:00Z"
  })
  void days_and_months_end_at_their_edge(Dimension dimension, String now, String edge) {
    Given given = at(now).account(dimension, 1);
    Amounts one = new Amounts(0, 1, 0, 1, false);
    given.settle(given.admitted(one), 1, 1);
    long wait = Duration.between(Instant.parse(now), Instant.parse(edge)).toMillis();
    assertThat(given.waitMillis(one)).isEqualTo(wait);
    assertThat(limiter().peek(given.limits()).get(0).resetsAtMillis())
        .isEqualTo(Instant.parse(edge).toEpochMilli());
    limiter().setClock(Instant.parse(edge).toEpochMilli() - 1);
    assertThat(given.waitMillis(one)).isEqualTo(1);
    given.clock(edge).admitted(one);
  }

  @ParameterizedTest
  @CsvSource({
    "RPM, 60",
    "TPM, 60",
    "RPD, 86400",
    "TOKENS_PER_MONTH, 2678400",
    "USD_PER_DAY, 86400",
    "USD_PER_MONTH, 2678400",
    "CONCURRENCY, 1"
  })
  void a_limit_of_0_refuses_everything(Dimension dimension, long seconds) {
    Given given = at(NOON).account(dimension, 0);
    assertThat(given.waitMillis(new Amounts(0, 1, 0, 1, true))).isEqualTo(seconds * 1000);
  }

  @Test
  void what_is_reserved_of_months_is_held_until_it_is_settled() {
    Given given = at(NOON).account(TOKENS_PER_MONTH, 100).account(USD_PER_DAY, 50);
    Reservation reservation = given.admitted(new Amounts(0, 60, 0, 20, false));
    assertThat(reservation.standings().stream().map(Standing::held)).containsExactly(60L, 20L);
    assertThat(given.used()).containsExactly(0L, 0L);
    assertThat(given.refused(tokens(41))).hasSize(1);
    given.settle(reservation, 10, 5);
    assertThat(given.used()).containsExactly(10L, 5L);
    assertThat(given.held()).containsExactly(0L, 0L);
    given.settle(reservation, 10, 5);
    assertThat(given.used()).containsExactly(10L, 5L);
  }

  @Test
  void what_is_used_of_months_counts_when_it_is_settled() {
    Given given =
        at("2026-03-31T23:59:50Z").account(TOKENS_PER_MONTH, 100).account(USD_PER_DAY, 50);
    Reservation reservation = given.admitted(new Amounts(0, 60, 0, 20, false));
    given.clock("2026-04-01T00:00:05Z");
    assertThat(given.held()).containsExactly(60L, 20L);
    given.settle(reservation, 30, 7);
    assertThat(given.used()).containsExactly(30L, 7L);
  }

  @Test
  void ten_times_what_was_reserved_becomes_debt_that_leaves_with_its_second() {
    Given given = at("2026-03-10T12:00:00Z").account(TPM, 100);
    Reservation reservation = given.admitted(tokens(50));
    given.clock("2026-03-10T12:00:20Z").settle(reservation, 500, 0);
    assertThat(given.used()).containsExactly(500L);
    assertThat(given.remaining()).containsExactly(0L);
    assertThat(given.waitMillis(tokens(1))).isEqualTo(40_000);
    given.clock("2026-03-10T12:01:00Z");
    assertThat(given.remaining()).containsExactly(100L);
  }

  @Test
  void less_than_was_reserved_is_credited_to_its_own_second_only() {
    Given given = at("2026-03-10T12:00:00Z").account(TPM, 100);
    Reservation early = given.admitted(tokens(50));
    Reservation late = given.admitted(tokens(50));
    given.clock("2026-03-10T12:00:59Z").settle(early, 10, 0);
    assertThat(given.remaining()).containsExactly(40L);
    given.clock("2026-03-10T12:01:00Z").admitted(tokens(100));
    given.settle(late, 0, 0);
    assertThat(given.remaining()).containsExactly(0L);
  }

  @Test
  void more_than_was_reserved_counts_now_when_its_second_has_left() {
    Given given = at("2026-03-10T12:00:00Z").account(TPM, 100);
    Reservation reservation = given.admitted(tokens(50));
    given.clock("2026-03-10T12:02:00Z").settle(reservation, 70, 0);
    assertThat(given.used()).containsExactly(20L);
    assertThat(given.waitMillis(tokens(81))).isEqualTo(60_000);
  }

  @Test
  void what_was_never_sent_is_given_back() {
    Given given =
        at("2026-03-10T23:59:30Z")
            .account(RPM, 10)
            .account(TPM, 100)
            .account(RPD, 10)
            .account(CONCURRENCY, 2);
    Reservation today = given.admitted(tokens(10));
    Reservation beforeMidnight = given.admitted(tokens(10));
    given.settleUnsent(today);
    assertThat(given.remaining()).containsExactly(9L, 90L, 9L, 1L);
    given.clock("2026-03-11T00:00:10Z").admitted(tokens(10));
    given.settleUnsent(beforeMidnight);
    assertThat(given.remaining()).containsExactly(9L, 90L, 9L, 1L);
  }

  @Test
  void requests_under_way_hold_their_place_while_they_are_renewed() {
    Given given = at("2026-03-10T12:00:00Z").account(CONCURRENCY, 1).account(USD_PER_MONTH, 10);
    Reservation reservation = given.admitted(nanoUsd(10));
    for (String now : List.of("12:00:10", "12:00:20", "12:00:30", "12:00:40", "12:00:50")) {
      given.clock("2026-03-10T" + now + "Z");
      limiter().renew();
    }
    assertThat(given.clock("2026-03-10T12:01:24.999Z").held()).containsExactly(1L, 10L);
    assertThat(given.clock("2026-03-10T12:01:30Z").held()).containsExactly(0L, 0L);
    Reservation next = given.admitted(nanoUsd(10));
    given.settle(reservation, 0, 3);
    assertThat(given.held()).containsExactly(1L, 10L);
    assertThat(given.used()).containsExactly(0L, 3L);
    given.settle(next, 0, 4);
    assertThat(given.held()).containsExactly(0L, 0L);
    assertThat(given.used()).containsExactly(0L, 7L);
  }

  @Test
  void a_clock_that_steps_back_loses_and_grants_nothing() {
    Given given =
        at("2026-03-11T00:00:10Z").account(RPM, 3).account(RPD, 5).account(USD_PER_DAY, 9);
    given.settle(given.admitted(nanoUsd(1)), 0, 4);
    given.clock("2026-03-10T23:59:30Z").settle(given.admitted(nanoUsd(1)), 0, 3);
    assertThat(given.used()).containsExactly(2L, 2L, 7L);
    given.clock("2026-03-11T00:01:09Z");
    assertThat(given.remaining()).containsExactly(1L, 3L, 2L);
    given.clock("2026-03-11T00:01:10Z");
    assertThat(given.remaining()).containsExactly(3L, 3L, 2L);
  }

  @Test
  void a_clock_that_was_more_than_a_minute_ahead_leaves_no_window_behind() {
    Given given = at("2026-03-10T12:10:00Z").account(RPM, 1).account(RPD, 5);
    given.settle(given.admitted(), 0, 0);
    given.clock("2026-03-10T12:08:59Z").admitted();
    assertThat(given.remaining()).containsExactly(0L, 3L);
    assertThat(given.waitMillis()).isEqualTo(60_000);
  }

  @Test
  void a_small_limit_is_asked_for_no_more_than_its_whole() {
    Given given = at(NOON).account(TPM, 100).account(TOKENS_PER_MONTH, 1000);
    given.settle(given.admitted(new Amounts(20, 500, 0, 0, true)), 90, 0);
    assertThat(given.remaining()).containsExactly(10L, 910L);
  }

  @Test
  void what_takes_nothing_fits_under_a_budget_that_is_overdrawn() {
    Given given = at(NOON).account(USD_PER_MONTH, 10).account(TOKENS_PER_MONTH, 0);
    given.settle(given.admitted(nanoUsd(10)), 0, 15);
    assertThat(given.waitMillis(nanoUsd(1))).isPositive();
    given.admitted(nanoUsd(0));
  }

  @Test
  void a_limit_that_changes_keeps_what_was_used() {
    Given given = at(NOON).account(RPM, 2).account(TOKENS_PER_MONTH, 100);
    given.settle(given.admitted(tokens(50)), 50, 0);
    given.admitted(tokens(50));
    assertThat(given.refused(tokens(50))).hasSize(2);
    given.account(RPM, 3).account(TOKENS_PER_MONTH, 200).admitted(tokens(50));
    given.account(RPM, 1).account(TOKENS_PER_MONTH, 10);
    assertThat(given.remaining()).containsExactly(0L, 0L);
    assertThat(given.used()).containsExactly(3L, 50L);
  }

  @Test
  void a_limit_that_is_new_knows_what_was_used_under_others() {
    Given given = at(NOON).account(RPM, 10).account(TOKENS_PER_MONTH, 100);
    given.settle(given.admitted(new Amounts(0, 50, 0, 0, false)), 50, 7);
    given.account(USD_PER_DAY, 10).account(USD_PER_MONTH, 10).account(RPD, 10);
    assertThat(given.used()).containsExactly(1L, 50L, 7L, 7L, 1L);
  }
}
