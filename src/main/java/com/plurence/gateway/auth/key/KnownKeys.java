package com.plurence.gateway.auth.key;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys in memory, and when each was last used. A key that was removed does not come back by an
 * answer of the store that is older than its removal. Safe on any thread.
 */
final class KnownKeys {
  private static final Duration REMOVAL_REMEMBERED = Duration.ofMinutes(2);

  /** A key in use writes the time no more often than this. */
  private static final long USE_MILLIS = 1_000;

  private final InstantSource clock;
  private final int most;
  private final Map<KeyHash, Entry> entries = new ConcurrentHashMap<>();
  private final Set<Entry> usedLately = ConcurrentHashMap.newKeySet();
  private final RecentHashes removals;

  KnownKeys(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
    this.removals = new RecentHashes(clock, REMOVAL_REMEMBERED, most);
  }

  /** The key of that hash, marked as used now. */
  @Nullable KnownKey use(KeyHash hash) {
    Entry entry = entries.get(hash);
    if (entry == null) {
      return null;
    }
    long now = clock.millis();
    if (now - entry.usedAt >= USE_MILLIS) {
      entry.usedAt = now;
      usedLately.add(entry);
    }
    return entry.key;
  }

  /** The key of that hash, which is not used. */
  @Nullable KnownKey find(KeyHash hash) {
    Entry entry = entries.get(hash);
    return entry == null ? null : entry.key;
  }

  /** Takes a key in, unless it has been removed lately; whether it did. */
  boolean put(KnownKey key) {
    if (entries.size() >= most && !entries.containsKey(key.hash())) {
      makeRoom();
    }
    entries.computeIfAbsent(key.hash(), absent -> new Entry(key));
    // Looked at after the insertion: a removal at the same time sees the key or is seen here.
    if (wasRemoved(key.hash())) {
      entries.remove(key.hash());
      return false;
    }
    return true;
  }

  /** Whether the key of that hash has been removed lately. */
  boolean wasRemoved(KeyHash hash) {
    return removals.contains(hash);
  }

  void remove(KeyHash hash) {
    removals.add(hash);
    entries.remove(hash);
  }

  /** The ids of all keys, by hash. */
  Map<KeyHash, String> ids() {
    Map<KeyHash, String> ids = new HashMap<>();
    entries.forEach((hash, entry) -> ids.put(hash, entry.key.id()));
    return ids;
  }

  /** When keys were last used, by id: those of which this has not been told before. */
  Map<String, Instant> newUses() {
    Map<String, Instant> uses = new HashMap<>();
    Iterator<Entry> used = usedLately.iterator();
    while (used.hasNext()) {
      Entry entry = used.next();
      used.remove();
      uses.put(entry.key.id(), Instant.ofEpochMilli(entry.usedAt));
    }
    return uses;
  }

  private void makeRoom() {
    Iterator<KeyHash> any = entries.keySet().iterator();
    if (any.hasNext()) {
      entries.remove(any.next());
    }
  }

  private static final class Entry {
    final KnownKey key;
    volatile long usedAt;

    Entry(KnownKey key) {
      this.key = key;
    }
  }
}
