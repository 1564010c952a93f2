package com.plurence.gateway.account.password;

import com.plurence.gateway.auth.key.KeyHash;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts attempts by name, each for five minutes from the first. Remembers the names that were used
 * last, by their hashes, so that its memory is bounded whatever they are: about 200 bytes each.
 * Safe on any thread.
 */
final class AttemptCounts {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** More than can be counted in a window, since each attempt waits for a thread of passwords. */
  private static final int MOST_REMEMBERED = 50_000;

  private final InstantSource clock;
  private final Map<KeyHash, Count> counts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyHash, Count> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  AttemptCounts(InstantSource clock) {
    this.clock = clock;
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
      Count count = current(limit);
      if (count.attempts >= limit.most()) {
        return Optional.of(Duration.ofMillis(count.endsAt - clock.millis()));
      }
    }
    for (Limit limit : limits) {
      Count count = current(limit);
      count.attempts++;
      counts.put(limit.name(), count);
    }
    return Optional.empty();
  }

  /** Counts one attempt less for each of {@code limits}. */
  synchronized void giveBack(List<Limit> limits) {
    for (Limit limit : limits) {
      Count count = current(limit);
      count.attempts--;
      if (count.attempts <= 0) {
        counts.remove(limit.name());
      }
    }
  }

  /** Forgets all attempts of that name. */
  synchronized void forget(Limit limit) {
    counts.remove(limit.name());
  }

  private Count current(Limit limit) {
    Count count = counts.get(limit.name());
    return count == null || count.endsAt <= clock.millis()
        ? new Count(clock.millis() + WINDOW.toMillis())
        : count;
  }

  private static final class Count {
    final long endsAt;
    int attempts;

    Count(long endsAt) {
      this.endsAt = endsAt;
    }
  }
}
