package com.plurence.gateway.account;

import com.plurence.gateway.error.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: so many failures from one address, and so many for one e-mail address from
 * one address, each refilled over time. Nobody can lock another out, as a third limit for an e-mail
 * address from everywhere is far higher. Remembers the latest few thousand. Safe on any thread.
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

  /** Fails with SIGNIN_THROTTLED, saying when to come back, after too many failures. */
  synchronized void check(String email, String address) {
    check("pair " + email + ' ' + address, FAILURES_OF_A_PAIR);
    check("address " + address, FAILURES_OF_AN_ADDRESS);
    check("email " + email, FAILURES_OF_AN_EMAIL);
  }

  /** Counts a failure. */
  synchronized void failed(String email, String address) {
    count("pair " + email + ' ' + address).failures++;
    count("address " + address).failures++;
    count("email " + email).failures++;
  }

  /** Forgets the failures of someone who got it right in the end. */
  synchronized void succeeded(String email, String address) {
    counts.remove("pair " + email + ' ' + address);
  }

  private void check(String key, int most) {
    Count count = counts.get(key);
    if (count == null) {
      return;
    }
    long left = count.endsAt - clock.millis();
    if (left <= 0) {
      counts.remove(key);
    } else if (count.failures >= most) {
      throw ErrorCode.SIGNIN_THROTTLED.toException().withRetryAfter(Duration.ofMillis(left));
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
  }
}
