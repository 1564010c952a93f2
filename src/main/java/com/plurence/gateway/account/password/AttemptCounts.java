package com.plurence.gateway.account.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.plurence.gateway.auth.key.KeyHash;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts attempts by name, each for five minutes from the first. Names are kept by their hashes,
 * and no more than a window can have, so that memory is bounded whatever they are: about 200 bytes
 * each. Safe on any thread.
 */
final class AttemptCounts {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** More than can be counted in a window, since each attempt waits for a thread of passwords. */
  private static final int MOST_REMEMBERED = 50_000;

  private final InstantSource clock;
  private final Cache<KeyHash, Count> counts;

  AttemptCounts(InstantSource clock) {
    this.clock = clock;
    this.counts =
        Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            .maximumSize(MOST_REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /** So many attempts of that name at most. */
  record Limit(KeyHash name, int most) {
    static Limit of(String name, int most) {
      return new Limit(KeyHash.of(name), most);
    }
  }

  /**
   * Counts one more attempt for each of {@code limits}, or for none of them when one is reached: an
   * attempt that is refused leaves no trace.
   *
   * @return how long until the limit that was reached holds no more; empty: the attempt is counted
   */
  synchronized Optional<Duration> take(List<Limit> limits) {
    for (Limit limit : limits) {
      Count count = counts.getIfPresent(limit.name());
      if (count != null && count.attempts >= limit.most()) {
        return Optional.of(Duration.ofMillis(count.endsAt - clock.millis()));
      }
    }
    for (Limit limit : limits) {
      counts.get(limit.name(), first -> begin()).attempts++;
    }
    return Optional.empty();
  }

  /** Counts one attempt less for each of {@code limits}. */
  synchronized void giveBack(List<Limit> limits) {
    for (Limit limit : limits) {
      Count count = counts.getIfPresent(limit.name());
      if (count != null && --count.attempts <= 0) {
        counts.invalidate(limit.name());
      }
    }
  }

  /** Forgets all attempts of that name. */
  synchronized void forget(Limit limit) {
    counts.invalidate(limit.name());
  }

  private Count begin() {
    return new Count(clock.millis() + WINDOW.toMillis());
  }

  private static final class Count {
    final long endsAt;
    int attempts;

    Count(long endsAt) {
      this.endsAt = endsAt;
    }
  }
}
