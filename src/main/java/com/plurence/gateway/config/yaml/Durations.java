package com.plurence.gateway.config.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as {@code 500ms}, {@code 3s}, {@code 10m}, {@code 1h} or {@code 400d}. */
public final class Durations {
  private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,8})(ms|s|m|h|d)");

  private Durations() {}

  /** A duration within bounds, both included. */
  public static Format<Duration> between(Duration least, Duration most) {
    return Format.of(
        "a duration from %s to %s, such as 500ms, 3s, 10m or 1h"
            .formatted(print(least), print(most)),
        text ->
            parse(text).filter(found -> found.compareTo(least) >= 0 && found.compareTo(most) <= 0));
  }

  /** How long something is kept, both bounds included. */
  public static Format<Duration> days(int least, int most) {
    return Format.of(
        "a duration from %dd to %dd, such as 36h or 400d".formatted(least, most),
        text ->
            parse(text)
                .filter(found -> found.compareTo(Duration.ofDays(least)) >= 0)
                .filter(found -> found.compareTo(Duration.ofDays(most)) <= 0));
  }

  private static Optional<Duration> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofHours(amount);
        });
  }

  private static String print(Duration duration) {
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    if (duration.toSecondsPart() != 0 || duration.isZero()) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
  }
}
