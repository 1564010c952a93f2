package com.plurence.gateway.upstream.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import com.plurence.gateway.upstream.decision.FaultKind.NextTarget;
import com.plurence.gateway.upstream.decision.FaultKind.SameTarget;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision table, written out once more by hand. */
final class FaultKindTest {
  private static final String TABLE =
      """
      kind              | error_id  | same target   | next target     | health           | alert
      REFUSED           | DAT000101 | AFTER_BACKOFF | YES             | FAILURE          | false
      NAME_UNKNOWN      | DAT000102 | AFTER_BACKOFF | YES             | FAILURE          | false
      CONNECT_TIMEOUT   | DAT000104 | AFTER_BACKOFF | YES             | FAILURE          | false
      RESET_BEFORE_HEAD | DAT000107 | AFTER_BACKOFF | YES             | FAILURE          | false
      STALE_CONNECTION  | DAT000107 | AT_ONCE       | YES             | NEUTRAL          | false
      TLS               | DAT000103 | NEVER         | YES             | FAILURE          | true
      PROXY_REFUSED     | DAT000122 | NEVER         | YES             | FAILURE          | true
      REQUEST_NOT_READ  | DAT000121 | NEVER         | YES             | FAILURE          | false
      POOL_EXHAUSTED    | DAT000116 | NEVER         | YES             | NEUTRAL          | false
      FIRST_BYTE_TIMEOUT| DAT000105 | NEVER         | AT_MOST_ONE     | FAILURE          | false
      GATEWAY_TIMEOUT   | DAT000117 | NEVER         | AT_MOST_ONE     | FAILURE          | false
      ANSWER_STALLED    | DAT000119 | NEVER         | AT_MOST_ONE     | FAILURE          | false
      DEADLINE          | DAT000106 | NEVER         | NO_OTHER        | NEUTRAL          | false
      TRANSIENT         | DAT000110 | AFTER_BACKOFF | YES             | NEUTRAL          | false
      SERVER_ERROR      | DAT000110 | AFTER_BACKOFF | YES             | FAILURE          | false
      OVERLOADED        | DAT000111 | AFTER_BACKOFF | YES             | FAILURE          | false
      RATE_LIMITED      | DAT030107 | IF_WAIT_FITS  | YES             | COOL_DOWN        | false
      ABOVE_RATE        | DAT030107 | NEVER         | YES             | NEUTRAL          | false
      CREDENTIAL        | DAT000112 | NEVER         | YES             | BENCH_CREDENTIAL | true
      DENIED            | DAT000120 | NEVER         | YES             | BENCH_IF_REPEATED| false
      MODEL_UNKNOWN     | DAT030205 | NEVER         | YES             | NEUTRAL          | false
      PATH_UNKNOWN      | DAT000115 | NEVER         | YES             | NEUTRAL          | true
      REDIRECT          | DAT000113 | NEVER         | YES             | FAILURE          | true
      CONTENT_TYPE      | DAT000114 | NEVER         | YES             | FAILURE          | true
      MALFORMED         | DAT000108 | ONCE          | YES             | FAILURE          | false
      EMPTY_STREAM      | DAT000118 | ONCE          | YES             | FAILURE          | false
      ANSWER_TOO_LARGE  | DAT000109 | NEVER         | NO_OTHER        | NEUTRAL          | false
      REJECTED_FIELDS   | DAT030201 | NEVER         | NO_OTHER        | NEUTRAL          | false
      REJECTED          | DAT030202 | NEVER         | NO_OTHER        | NEUTRAL          | false
      CONTEXT_LENGTH    | DAT030203 | NEVER         | LARGER_FALLBACK | NEUTRAL          | false
      CONTENT_FILTER    | DAT030204 | NEVER         | NO_OTHER        | NEUTRAL          | false
      REQUEST_TOO_LARGE | DAT030206 | NEVER         | NO_OTHER        | NEUTRAL          | false
      STREAM_STALLED    | DAT000201 | NEVER         | NO_OTHER        | FAILURE          | false
      STREAM_ENDED_EARLY| DAT000202 | NEVER         | NO_OTHER        | FAILURE          | false
      STREAM_RESET      | DAT000203 | NEVER         | NO_OTHER        | FAILURE          | false
      STREAM_MALFORMED  | DAT000204 | NEVER         | NO_OTHER        | FAILURE          | false
      STREAM_ERROR      | DAT000205 | NEVER         | NO_OTHER        | FAILURE          | false
      STREAM_REJECTED   | DAT000205 | NEVER         | NO_OTHER        | NEUTRAL          | false
      STREAM_DEADLINE   | DAT000206 | NEVER         | NO_OTHER        | NEUTRAL          | false
      STREAM_EVENT_TOO_LARGE | DAT000207 | NEVER    | NO_OTHER        | NEUTRAL          | false
      GATEWAY_OVERLOADED| DAT000020 | NEVER         | NO_OTHER        | NEUTRAL          | false
      ALL_UNAVAILABLE   | DAT000005 | NEVER         | NO_OTHER        | NEUTRAL          | false
      """;

  @ParameterizedTest
  @CsvSource(textBlock = TABLE, delimiter = '|', useHeadersInDisplayName = true)
  void decidesAsTheTableSays(
      FaultKind kind,
      String errorId,
      SameTarget same,
      NextTarget next,
      Health health,
      boolean alert) {
    assertThat(kind.code().id()).isEqualTo(errorId);
    assertThat(kind.sameTarget()).isEqualTo(same);
    assertThat(kind.nextTarget()).isEqualTo(next);
    assertThat(kind.health()).isEqualTo(health);
    assertThat(kind.alert()).isEqualTo(alert);
  }

  @Test
  void leavesNoKindOutOfTheTable() {
    assertThat(TABLE.lines().skip(1).map(row -> row.split("\\|", -1)[0].trim()))
        .containsExactlyElementsOf(Arrays.stream(FaultKind.values()).map(Enum::name).toList());
  }

  @Test
  void reachesEveryUpstreamErrorOfTheCatalogue() {
    Set<String> reached = new TreeSet<>();
    for (FaultKind kind : FaultKind.values()) {
      reached.add(kind.code().id());
    }

    assertThat(
            Arrays.stream(ErrorCode.values())
                .map(ErrorCode::id)
                .filter(id -> id.matches("DAT0001\\d\\d|DAT0002\\d\\d|DAT0302\\d\\d")))
        .allSatisfy(id -> assertThat(reached).contains(id));
  }
}
