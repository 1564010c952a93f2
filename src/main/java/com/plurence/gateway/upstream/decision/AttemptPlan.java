package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.provider.UpstreamConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much may still be spent on one client request. Immutable: each attempt leads to the next
 * plan. Times are nanoseconds of the clock that the caller uses throughout.
 *
 * @param attemptsLeft over all targets
 * @param deadline when the whole request must be over
 * @param retryUntil no further attempt begins later than this
 * @param longestWait a longer wait that a provider asks for is not waited for
 */
public record AttemptPlan(int attemptsLeft, long deadline, long retryUntil, Duration longestWait) {

  /**
   * What a client says of itself.
   *
   * @param retry whether it is repeating a request: then whoever repeats is the client, not us
   * @param timeout how long it will wait; null if it does not say
   */
  public record Client(boolean retry, @Nullable Duration timeout) {
    private static final CharSequence TIMEOUT = HttpHeaders.createOptimized("x-stainless-timeout");
    private static final CharSequence RETRY_COUNT =
        HttpHeaders.createOptimized("x-stainless-retry-count");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    /** A client that says nothing. */
    public static final Client SILENT = new Client(false, null);

    /** What the headers {@code x-stainless-retry-count} and {@code x-stainless-timeout} say. */
    public static Client from(MultiMap headers) {
      double seconds = number(headers.get(TIMEOUT));
      return new Client(
          number(headers.get(RETRY_COUNT)) >= 1,
          seconds > 0 ? Duration.ofNanos((long) (seconds * 1e9)) : null);
    }

    /** Zero for what is not a number; clients are free to send nonsense. */
    private static double number(@Nullable String text) {
      return text != null && NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
    }
  }

  /** The plan for a request whose first attempt begins {@code now}. */
  public static AttemptPlan begin(UpstreamConfig config, Client client, long now) {
    Duration total = config.totalTimeout();
    if (client.timeout() != null && client.timeout().compareTo(total) < 0) {
      total = client.timeout();
    }
    return new AttemptPlan(
        client.retry() ? 1 : config.maxAttempts(),
        now + total.toNanos(),
        now + config.retryTime().toNanos(),
        config.retryAfterCap());
  }

  /** The plan after one attempt was begun. */
  public AttemptPlan afterAttempt() {
    return new AttemptPlan(attemptsLeft - 1, deadline, retryUntil, longestWait);
  }

  /** The plan after it turned out that an attempt does not count: it never reached the provider. */
  AttemptPlan withAttemptReturned() {
    return new AttemptPlan(attemptsLeft + 1, deadline, retryUntil, longestWait);
  }

  /** Whether a further attempt may begin after {@code wait}. */
  public boolean allows(Duration wait, long now) {
    long begins = now + wait.toNanos();
    return attemptsLeft > 0 && retryUntil - begins >= 0 && deadline - begins > 0;
  }

  /** Whether a wait that a provider asked for is short enough to be waited for. */
  public boolean fits(Duration asked, long now) {
    return asked.compareTo(longestWait) <= 0 && allows(asked, now);
  }

  /** The time left for the whole request; zero once it is over. */
  public Duration remaining(long now) {
    return Duration.ofNanos(Math.max(0, deadline - now));
  }

  /** The shorter of a timeout and the time left. */
  public Duration within(Duration timeout, long now) {
    Duration left = remaining(now);
    return timeout.compareTo(left) < 0 ? timeout : left;
  }
}
