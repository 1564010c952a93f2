package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ModelCoolDownsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TargetHealth target =
      new TargetHealth(UpstreamConfig.DEFAULT.breaker(), Duration.ofMinutes(10), START);

  @Test
  void aLimitIsThatOfItsModelAndEndsWhenTheProviderSaid() {
    limit("busy");

    TargetHealth busy = target.ofModel("busy");
    assertThat(busy.available(START)).isFalse();
    assertThat(busy.status(START)).isEqualTo(Status.COOLING);
    assertThat(busy.cause(START)).isEqualTo(FaultKind.RATE_LIMITED);
    assertThat(busy.earliest(START)).isEqualTo(seconds(60));
    assertThat(busy.available(seconds(61))).isTrue();
    assertThat(target.ofModel("idle").available(START)).isTrue();
    assertThat(target.available(START)).isTrue();
  }

  @Test
  void failuresAreThoseOfTheTarget() {
    int failures = UpstreamConfig.DEFAULT.breaker().failures();
    for (int i = 0; i < failures; i++) {
      tell("failing", UpstreamFault.of(FaultKind.SERVER_ERROR));
    }

    assertThat(target.ofModel("other").available(START)).isFalse();
    assertThat(target.inFlight()).isZero();
  }

  @Test
  void moreModelsThanAreRememberedCoolTheWholeTarget() {
    for (int i = 0; i < ModelCoolDowns.MOST_MODELS; i++) {
      limit("m" + i);
    }
    assertThat(target.available(START)).isTrue();

    limit("one more");

    assertThat(target.ofModel("idle").available(START)).isFalse();
  }

  @Test
  void whatIsOverMakesRoom() {
    ModelCoolDowns coolDowns = new ModelCoolDowns();
    for (int i = 0; i < ModelCoolDowns.MOST_MODELS; i++) {
      coolDowns.limited("m" + i, MINUTE, START);
    }

    assertThat(coolDowns.limited("one more", MINUTE, START)).isFalse();
    assertThat(coolDowns.limited("one more", MINUTE, seconds(61))).isTrue();
  }

  @Test
  void aNameThatIsTooLongIsNotRemembered() {
    limit("x".repeat(ModelCoolDowns.LONGEST_NAME + 1));

    assertThat(target.ofModel("idle").available(START)).isFalse();
  }

  private void limit(String model) {
    tell(model, UpstreamFault.of(FaultKind.RATE_LIMITED).withWait(MINUTE));
  }

  private void tell(String model, UpstreamFault fault) {
    Permit permit = (Permit) target.ofModel(model).tryAcquire(START);
    permit.failed(fault, START);
    permit.close(START);
  }
}
