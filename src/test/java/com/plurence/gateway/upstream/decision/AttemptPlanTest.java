package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.upstream.decision.AttemptPlan.Client;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttemptPlanTest {
  private final AttemptPlan plan = begin(Client.SILENT);

  @Test
  void allowsSoManyAttemptsAndNoMore() {
    AttemptPlan afterTwo = plan.afterAttempt().afterAttempt();

    assertThat(afterTwo.allows(Duration.ZERO, START)).isTrue();
    assertThat(afterTwo.afterAttempt().allows(Duration.ZERO, START)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 3000, true", "0, 3001, false", "2900, 100, true", "2900, 101, false"})
  void beginsNoAttemptAfterTheRetryTime(long elapsed, long wait, boolean allowed) {
    boolean allows = plan.afterAttempt().allows(Duration.ofMillis(wait), seconds(elapsed / 1e3));

    assertThat(allows).isEqualTo(allowed);
  }

  @Test
  void beginsNoAttemptAfterTheClientHasGivenUp() {
    AttemptPlan hurried = begin(new Client(false, Duration.ofSeconds(1))).afterAttempt();

    assertThat(hurried.allows(Duration.ofMillis(999), START)).isTrue();
    assertThat(hurried.allows(Duration.ofSeconds(1), START)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2000, 0, true", "2001, 0, false", "2000, 1500, false"})
  void waitsForAProviderOnlyWithinTheCapAndTheTimeLeft(long wait, long elapsed, boolean fits) {
    boolean worthIt = plan.afterAttempt().fits(Duration.ofMillis(wait), seconds(elapsed / 1e3));

    assertThat(worthIt).isEqualTo(fits);
  }

  @Test
  void givesAClientThatRetriesOneAttempt() {
    AttemptPlan once = begin(new Client(true, null));

    assertThat(once.allows(Duration.ZERO, START)).isTrue();
    assertThat(once.afterAttempt().allows(Duration.ZERO, START)).isFalse();
  }

  @Test
  void lowersTheTotalToTheClientsTimeoutAndNeverRaisesIt() {
    AttemptPlan shorter = begin(new Client(false, Duration.ofSeconds(20)));
    AttemptPlan longer = begin(new Client(false, Duration.ofHours(20)));

    assertThat(shorter.remaining(START)).isEqualTo(Duration.ofSeconds(20));
    assertThat(longer.remaining(START)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void hasNoTimeLeftAfterTheDeadline() {
    assertThat(plan.remaining(seconds(601))).isEqualTo(Duration.ZERO);
  }

  @Test
  void shortensATimeoutToTheTimeLeft() {
    assertThat(plan.within(Duration.ofSeconds(60), START)).isEqualTo(Duration.ofSeconds(60));
    assertThat(plan.within(Duration.ofSeconds(60), seconds(590))).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "0,  600,  false, 600000",
    "1,  600,  true,  600000",
    "12, 0.5,  true,  500",
    "-1, -600, false, ",
    "x,  soon, false, ",
    "99999999999999999999, 99999999999999999999, false, ",
    ",   0,    false, ",
  })
  void readsWhatAClientSaysOfItself(
      String retryCount, String timeout, boolean retry, Long timeoutMillis) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("X-Stainless-Retry-Count", retryCount == null ? "" : retryCount);
    headers.add("X-Stainless-Timeout", timeout);

    Client client = Client.from(headers);

    assertThat(client)
        .isEqualTo(
            new Client(retry, timeoutMillis == null ? null : Duration.ofMillis(timeoutMillis)));
  }

  @Test
  void takesAClientWithoutTheHeadersAsSilent() {
    assertThat(Client.from(MultiMap.caseInsensitiveMultiMap())).isEqualTo(Client.SILENT);
  }

  private static AttemptPlan begin(Client client) {
    return AttemptPlan.begin(UpstreamConfig.DEFAULT, client, START);
  }
}
