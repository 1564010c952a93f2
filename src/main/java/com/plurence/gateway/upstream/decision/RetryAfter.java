package com.plurence.gateway.upstream.decision;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to be left alone.
 *
 * <p>Of the headers, {@code retry-after-ms} wins over {@code Retry-After}: who sends both rounds
 * the second up to whole seconds. Of header and body the longer wins, so that no wait asked for is
 * cut short. What cannot be read, is negative or lies in the past counts as not said; a wait of
 * more than a day counts as a day.
 */
final class RetryAfter {
  private static final CharSequence MILLIS = HttpHeaders.createOptimized("retry-after-ms");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{0,9})?");
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * The wait that a response asks for.
   *
   * @param headers of the response
   * @param inBody what the body asked for, such as Google's {@code RetryInfo}
   * @param now for a wait that is given as a date
   */
  static Optional<Duration> read(MultiMap headers, Optional<Duration> inBody, Instant now) {
    Optional<Duration> inHeaders =
        number(headers.get(MILLIS), 1e6)
            .or(() -> number(headers.get(HttpHeaders.RETRY_AFTER), 1e9))
            .or(() -> date(headers.get(HttpHeaders.RETRY_AFTER), now));
    Optional<Duration> body = inBody.filter(wait -> !wait.isNegative()).map(RetryAfter::capped);
    return body.filter(wait -> inHeaders.map(header -> wait.compareTo(header) > 0).orElse(true))
        .or(() -> inHeaders);
  }

  private static Optional<Duration> number(@Nullable String text, double nanosPerUnit) {
    if (text == null || !NUMBER.matcher(text.trim()).matches()) {
      return Optional.empty();
    }
    double nanos = Double.parseDouble(text.trim()) * nanosPerUnit;
    return Optional.of(Duration.ofNanos((long) Math.min(nanos, (double) LONGEST.toNanos())));
  }

  private static Optional<Duration> date(@Nullable String text, Instant now) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim()));
      return Optional.of(Duration.between(now, until))
          .filter(wait -> !wait.isNegative())
          .map(RetryAfter::capped);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Duration capped(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
