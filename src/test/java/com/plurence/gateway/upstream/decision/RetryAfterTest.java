package com.plurence.gateway.upstream.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "retry-after,    0,                             0",
    "retry-after,    2,                             2000",
    "Retry-After,    1.5,                           1500",
    "Retry-After,    ' 3 ',                         3000",
    "retry-after-ms, 150,                           150",
    "retry-after-ms, 0.5,                           0.5",
    "Retry-After,    'Thu, 01 Jan 2026 00:01:47 GMT', 107000",
    "Retry-After,    99999999,                      86400000",
    "Retry-After,    'Fri, 01 Jan 2100 00:00:00 GMT', 86400000",
  })
  void readsEveryWayOfSayingAWait(String header, String value, double millis) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(header, value);

    Optional<Duration> wait = RetryAfter.read(headers, Optional.empty(), NOW);

    assertThat(wait).contains(Duration.ofNanos((long) (millis * 1e6)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "soon",
        "1e9",
        "NaN",
        "0x10",
        "1,5",
        "99999999999999999999999999",
        "6m0s",
        "Wed, 31 Dec 2025 23:59:59 GMT",
        "Thu, 99 Jan 2026 00:01:47 GMT",
        "Sat, 31 Dec +999999999 23:59:59 GMT",
      })
  void ignoresWhatSaysNothing(String value) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", value);

    Optional<Duration> wait = RetryAfter.read(headers, Optional.empty(), NOW);

    assertThat(wait).isEmpty();
  }

  @Test
  void prefersMillisecondsToTheSameWaitRoundedUp() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().add("Retry-After", "1").add("retry-after-ms", "150");

    Optional<Duration> wait = RetryAfter.read(headers, Optional.empty(), NOW);

    assertThat(wait).contains(Duration.ofMillis(150));
  }

  @Test
  void readsTheOtherHeaderWhenMillisecondsAreGarbage() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().add("Retry-After", "1").add("retry-after-ms", "-5");

    Optional<Duration> wait = RetryAfter.read(headers, Optional.empty(), NOW);

    assertThat(wait).contains(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"1, 34, 34", "60, 34, 60", "1, -34, 1"})
  void takesTheLongerOfHeaderAndBody(String header, long inBody, long expected) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Retry-After", header);

    Optional<Duration> wait =
        RetryAfter.read(headers, Optional.of(Duration.ofSeconds(inBody)), NOW);

    assertThat(wait).contains(Duration.ofSeconds(expected));
  }

  @Test
  void takesTheWaitOfTheBodyWhereHeadersSayNothing() {
    Optional<Duration> wait =
        RetryAfter.read(
            MultiMap.caseInsensitiveMultiMap(), Optional.of(Duration.ofSeconds(34)), NOW);

    assertThat(wait).contains(Duration.ofSeconds(34));
  }
}
