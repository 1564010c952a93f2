package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.ClassifierTest.fault;
import static com.plurence.gateway.upstream.decision.ClassifierTest.headers;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.openai.error.OpenAiErrors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word counts on when to come back, and who is told. */
final class AskedWaitTest {
  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 429, 498, 500, 502, 503, 504, 529})
  void passesOnTheWaitOfAProviderThatIsBusy(int status) {
    UpstreamFault fault = fault(status, Optional.empty(), headers("Retry-After", "7"));

    assertThat(fault.askedWait()).contains(Duration.ofSeconds(7));
    assertThat(fault.clientError().retryAfter()).contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 402, 403, 404, 413, 422})
  void passesOnNoWaitWhereWaitingHelpsNobody(int status) {
    UpstreamFault fault = fault(status, Optional.empty(), headers("Retry-After", "7"));

    assertThat(fault.askedWait()).isEmpty();
    assertThat(fault.clientError().retryAfter()).isEmpty();
  }

  @Test
  void obeysGooglesRetryInfo() {
    ProviderError error =
        OpenAiErrors.of(
            Optional.of("429"),
            Optional.of("RESOURCE_EXHAUSTED"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(Duration.ofSeconds(34)),
            Optional.empty());

    assertThat(fault(429, Optional.of(error), headers()).askedWait())
        .contains(Duration.ofSeconds(34));
    assertThat(Classifier.inBand(error).askedWait()).contains(Duration.ofSeconds(34));
  }

  @Test
  void tellsTheClientOfARateLimitWhenToComeBackEvenIfTheProviderDoesNot() {
    UpstreamFault fault = fault(429, Optional.empty(), headers());

    assertThat(fault.askedWait()).isEmpty();
    assertThat(fault.clientError().retryAfter()).contains(Duration.ofSeconds(1));
  }
}
