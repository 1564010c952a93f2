package com.plurence.gateway.account;

import com.plurence.gateway.error.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: so many failures in five minutes for one e-mail address from one network
 * address, and more for either alone. The limit for an e-mail address from everywhere is far the
 * highest, as strangers can use it up. Remembers the latest few thousand. Safe on any thread.
 */
final class SigninThrottle {
  private static final int FAILURES_OF_A_PAIR = 10;
  private static final int FAILURES_OF_AN_ADDRESS = 100;
  private static final int FAILURES_OF_AN_EMAIL = 200;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 20_000;

  private final InstantSource clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  SigninThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts an attempt, before it is known how it ends, so that many at once are not fewer than one
   * after another. Fails with SIGNIN_THROTTLED, saying when to come back, after too many failures.
   */
  synchronized void attempt(String email, String address) {
    Count pair = count("pair " + email + ' ' + address);
    Count from = count("address " + address);
    Count to = count("email " + email);
    check(pair, FAILURES_OF_A_PAIR);
    check(from, FAILURES_OF_AN_ADDRESS);
    check(to, FAILURES_OF_AN_EMAIL);
    pair.failures++;
    from.failures++;
    to.failures++;
  }

  /** The attempt was none to guess. */
  synchronized void succeeded(String email, String address) {
    counts.remove("pair " + email + ' ' + address);
    count("address " + address).forgive();
    count("email " + email).forgive();
  }

  private void check(Count count, int most) {
    if (count.failures >= most) {
      Duration left = Duration.ofMillis(count.endsAt - clock.millis());
      throw ErrorCode.SIGNIN_THROTTLED.toException().withRetryAfter(left);
    }
  }

  private Count count(String key) {
    Count count = counts.get(key);
    if (count == null || count.endsAt <= clock.millis()) {
      count = new Count(clock.millis() + WINDOW.toMillis());
      counts.put(key, count);
    }
    return count;
  }

  private static final class Count {
    final long endsAt;
    int failures;

    Count(long endsAt) {
      this.endsAt = endsAt;
    }

    void forgive() {
      failures = Math.max(0, failures - 1);
    }
  }
}
