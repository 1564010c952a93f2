package com.plurence.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.address.IpAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestRecordTest {
  private static final TokenUsage USAGE = TokenUsage.ofWholes(3, 0, 0, 2, 0);
  private static final Completion CUT = new Completion(Optional.of(USAGE), Optional.empty(), 0);

  private final RequestRecord request = new RequestRecord("id", IpAddress.UNKNOWN, "POST");

  @Test
  void anEndedResponseIsNeverADisconnect() {
    request.end(Lifecycle.ENDED);

    boolean first = request.end(Lifecycle.CLIENT_LEFT);

    request.close(200, 7);
    assertThat(first).isFalse();
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.bytesOut()).isEqualTo(7);
  }

  @Test
  void aClientThatLeftHasAStatusOfItsOwn() {
    request.end(Lifecycle.CLIENT_LEFT);

    request.close(200, 0);

    assertThat(request.status()).isEqualTo(499);
  }

  @Test
  void theUsageOfABrokenStreamIsPartial() {
    request.completed(CUT, true);

    assertThat(request.usage()).isEqualTo(USAGE);
    assertThat(request.isUsagePartial()).isTrue();
    assertThat(request.finishReason()).isNull();
  }

  @Test
  void whatEndsAfterTheRecordIsReadIsNotInIt() {
    request.end(Lifecycle.CLIENT_LEFT);
    request.close(200, 0);

    request.completed(CUT, true);

    assertThat(request.usage()).isNull();
  }

  @Test
  void theTargetIsThatOfTheLastAttempt() {
    request.attempts().add(attempt("a/m", "SERVER_ERROR"));
    request.attempts().add(attempt("b/m", AttemptRecord.OK));

    assertThat(request.target()).isEqualTo("b/m");
    assertThat(request.attempts()).hasToString("a/m SERVER_ERROR 5ms, b/m ok 5ms");
  }

  private static AttemptRecord attempt(String target, String outcome) {
    return new AttemptRecord(
        target,
        "provider",
        outcome,
        true,
        Duration.ofMillis(5),
        ProviderReply.NONE,
        0,
        0,
        AttemptBill.NONE);
  }
}
