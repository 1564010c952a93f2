package com.plurence.gateway.auth.issuer;

import com.plurence.gateway.auth.key.KeyHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of tokens, by hash; of too many, those go that were asked for longest ago.
 * Safe on any thread.
 */
final class RecentTokens<V> {
  private final Map<KeyHash, V> values;

  RecentTokens(int most) {
    values =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<KeyHash, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized @Nullable V get(KeyHash hash) {
    return values.get(hash);
  }

  synchronized void put(KeyHash hash, V value) {
    values.put(hash, value);
  }
}
