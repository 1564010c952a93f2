package com.plurence.gateway.timing;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One value for each event loop: what lets a request stay on the loop that accepted it, because the
 * edge verticle and the upstream verticle of a loop find each other here. An event loop is one
 * thread for life, so the thread is the key.
 */
public final class PerLoop<T> {
  private final Map<Thread, T> values = new ConcurrentHashMap<>();
  private final Supplier<T> maker;

  /**
   * @param maker called once on each loop that asks
   */
  public PerLoop(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The value of the calling event loop. */
  public T here() {
    return values.computeIfAbsent(Thread.currentThread(), thread -> maker.get());
  }

  /** All values made so far. */
  public Collection<T> all() {
    return values.values();
  }
}
