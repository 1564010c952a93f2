package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static com.plurence.gateway.upstream.decision.TargetHealthTest.finish;
import static com.plurence.gateway.upstream.decision.TargetHealthTest.limited;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import com.plurence.gateway.upstream.decision.TargetHealth.Refused;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a target is left alone that asked for it. */
final class CoolDownTest {
  private static final UpstreamFault FAILURE = UpstreamFault.of(FaultKind.SERVER_ERROR);

  private final TargetHealth health =
      new TargetHealth(Fixtures.BREAKER, Duration.ofMinutes(10), START);

  @Test
  void coolsDownForAsLongAsTheProviderAsks() {
    finish(permit(START), limited(Duration.ofSeconds(7)), START);

    assertThat(health.status(START)).isEqualTo(Status.COOLING);
    assertThat(health.tryAcquire(seconds(6.9))).isEqualTo(new Refused(seconds(7)));
    assertThat(health.tryAcquire(seconds(7))).isInstanceOf(Permit.class);
  }

  @Test
  void neverShortensACoolDown() {
    Permit late = permit(START);
    finish(permit(START), limited(Duration.ofSeconds(7)), START);
    finish(late, limited(Duration.ofSeconds(2)), seconds(1));

    assertThat(health.earliest(seconds(1))).isEqualTo(seconds(7));
  }

  @Test
  void coolsDownBrieflyWhenTheProviderNamesNoTime() {
    finish(permit(START), UpstreamFault.of(FaultKind.RATE_LIMITED), START);

    assertThat(health.earliest(START)).isEqualTo(seconds(1));
  }

  @Test
  void boundsACoolDownHoweverLongTheProviderAsks() {
    finish(permit(START), limited(Duration.ofDays(1)), START);

    assertThat(health.earliest(START)).isEqualTo(seconds(600));
  }

  @Test
  void coolsDownAfterAFailureThatNamesAWait() {
    finish(permit(START), FAILURE.withWait(Duration.ofSeconds(3)), START);

    assertThat(health.earliest(START)).isEqualTo(seconds(3));
  }

  private Permit permit(long now) {
    return (Permit) health.tryAcquire(now);
  }
}
