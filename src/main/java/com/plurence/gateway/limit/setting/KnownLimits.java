package com.plurence.gateway.limit.setting;

import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All limits in memory: the defaults, and what owners have of their own. None is left out, since
 * nobody would keep it. Safe on any thread.
 */
final class KnownLimits {
  private final Map<LimitOwner, LimitSetting> own = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong generation = new AtomicLong();
  private volatile LimitsConfig config = LimitsConfig.DEFAULT;

  LimitsConfig config() {
    return config;
  }

  OwnLimits of(Scope.Kind kind, String id) {
    LimitSetting setting = own.get(new LimitOwner(kind, id));
    return setting == null ? OwnLimits.NONE : setting.limits();
  }

  Set<LimitOwner> owners() {
    return Set.copyOf(own.keySet());
  }

  /**
   * Grows with every change. What is made of limits that are read later than this is at least as
   * new.
   */
  long generation() {
    return generation.get();
  }

  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  void configure(LimitsConfig changed) {
    if (!changed.equals(config)) {
      config = changed;
      changed();
    }
  }

  /** Takes in what is newer than what is known. */
  void put(LimitSetting setting) {
    LimitSetting before = own.get(setting.owner());
    own.merge(setting.owner(), setting, (old, next) -> next.version() > old.version() ? next : old);
    if (before == null || before.version() < setting.version()) {
      changed();
    }
  }

  /** The owner is gone, or has nothing of its own. */
  void remove(LimitOwner owner) {
    if (own.remove(owner) != null) {
      changed();
    }
  }

  private void changed() {
    generation.incrementAndGet();
    listeners.forEach(Runnable::run);
  }
}
