package com.plurence.gateway.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google's errors mean. */
final class GoogleErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "400, API key not valid, INVALID_ARGUMENT, API_KEY_INVALID, CREDENTIAL",
    "401, x, UNAUTHENTICATED, '', CREDENTIAL",
    "403, unsafe content, PERMISSION_DENIED, '', CREDENTIAL",
    "400, User location is not supported, FAILED_PRECONDITION, '', CREDENTIAL",
    "429, larger than, RESOURCE_EXHAUSTED, RATE_LIMIT_EXCEEDED, RATE_LIMITED",
    "503, x, UNAVAILABLE, '', OVERLOADED",
    "500, x, UNAVAILABLE, '', OVERLOADED",
    "504, x, DEADLINE_EXCEEDED, '', GATEWAY_TIMEOUT",
    "500, x, INTERNAL, '', SERVER_ERROR",
    "499, x, CANCELLED, '', TRANSIENT",
    "409, x, ABORTED, '', TRANSIENT",
    "404, models/x is not found for API version v1beta, NOT_FOUND, '', MODEL_UNKNOWN",
    "404, x, NOT_FOUND, '', PATH_UNKNOWN",
    "400, The input token count (9) exceeds the maximum number of tokens allowed (8),"
        + " INVALID_ARGUMENT, '', CONTEXT_LENGTH",
    "400, maxOutputTokens must be below 65537, INVALID_ARGUMENT, '', REJECTED",
    "413, x, OUT_OF_RANGE, '', REQUEST_TOO_LARGE",
    "502, x, '', '', SERVER_ERROR",
  })
  void theStatusSaysWhatIsMeantAloneOrInAnArray(
      int status, String message, String word, String reason, FaultKind kind) {
    String error =
        "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"%s\",\"details\":["
            + "{\"fieldViolations\":[{\"field\":\"contents[0]\",\"description\":\"bad\"}]},"
            + "{\"reason\":\"%s\"}]}}";
    String body = error.formatted(status, message, word, reason);

    assertThat(fault(status, body).kind()).isEqualTo(kind);
    assertThat(fault(status, "[" + body + "]").kind()).isEqualTo(kind);
    assertThat(inBand(body).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"34s, 34", "34.5s, 35", "34.000s, 34", "0.1s, 1"})
  void theWaitIsRoundedUp(String delay, long seconds) {
    String body =
        "{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"retryDelay\":\"%s\"}]}}";

    assertThat(refusal(body.formatted(delay)).error().flatMap(ProviderError::retryDelay))
        .contains(Duration.ofSeconds(seconds));
  }

  @Test
  void aPageOrATextIsNoErrorObject() {
    assertThat(refusal("<html><title>502</title></html>"))
        .isEqualTo(new Refusal(Optional.empty(), true, "502"));
    assertThat(refusal("no healthy upstream").text()).isEqualTo("no healthy upstream");
    assertThat(fault(503, "").kind()).isEqualTo(FaultKind.OVERLOADED);
    assertThat(refusal("{\"error\":\"gone\"}").text()).isEqualTo("gone");
  }

  private static Refusal refusal(String body) {
    return new GoogleProvider().refusal(Buffer.buffer(body));
  }

  private static UpstreamFault fault(int status, String body) {
    return Classifier.refusal(
        status, MultiMap.caseInsensitiveMultiMap(), refusal(body), Instant.EPOCH);
  }

  private static UpstreamFault inBand(String body) {
    return Classifier.inBand(refusal(body).error().orElseThrow());
  }
}
