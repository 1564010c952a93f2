package com.plurence.gateway.auth.key;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers hashes for a while, and never more than so many of them. Safe on any thread. */
final class RecentHashes {
  private final InstantSource clock;
  private final long rememberedMillis;
  private final int most;
  private final Map<KeyHash, Long> until = new ConcurrentHashMap<>();

  RecentHashes(InstantSource clock, Duration remembered, int most) {
    this.clock = clock;
    this.rememberedMillis = remembered.toMillis();
    this.most = most;
  }

  void add(KeyHash hash) {
    if (until.size() >= most) {
      forgetOld();
    }
    until.put(hash, clock.millis() + rememberedMillis);
  }

  boolean contains(KeyHash hash) {
    Long end = until.get(hash);
    return end != null && clock.millis() < end;
  }

  void remove(KeyHash hash) {
    until.remove(hash);
  }

  /** Forgets what is old, or everything when that does not help: it costs no more than asking. */
  private void forgetOld() {
    long now = clock.millis();
    until.values().removeIf(end -> end <= now);
    if (until.size() >= most) {
      until.clear();
    }
  }
}
