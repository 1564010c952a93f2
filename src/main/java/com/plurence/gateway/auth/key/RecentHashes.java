package com.plurence.gateway.auth.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Remembers hashes for a while, and never more than so many of them. Safe on any thread. */
final class RecentHashes {
  private final Cache<KeyHash, Boolean> hashes;

  RecentHashes(InstantSource clock, Duration remembered, int most) {
    hashes =
        Caffeine.newBuilder()
            .expireAfterWrite(remembered)
            .maximumSize(most)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  void add(KeyHash hash) {
    hashes.put(hash, Boolean.TRUE);
  }

  boolean contains(KeyHash hash) {
    return hashes.getIfPresent(hash) != null;
  }

  void remove(KeyHash hash) {
    hashes.invalidate(hash);
  }
}
