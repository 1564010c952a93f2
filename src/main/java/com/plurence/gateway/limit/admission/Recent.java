package com.plurence.gateway.limit.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was kept lately, in bounded memory: what has not been kept again when as many others were is
 * forgotten. Safe on any thread, and never waits; of two that are kept at the same moment one may
 * be lost.
 */
final class Recent<K, V> {
  private final int most;
  private volatile Map<K, V> young = new ConcurrentHashMap<>();
  private volatile Map<K, V> old = Map.of();

  /**
   * @param most how many are remembered for certain; twice as many may be
   */
  Recent(int most) {
    this.most = most;
  }

  @Nullable V get(K key) {
    V found = young.get(key);
    return found == null ? old.get(key) : found;
  }

  void keep(K key, V value) {
    Map<K, V> now = young;
    now.put(key, value);
    if (now.size() >= most) {
      old = now;
      young = new ConcurrentHashMap<>();
    }
  }
}
