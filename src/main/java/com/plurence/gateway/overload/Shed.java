package com.plurence.gateway.overload;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests that were refused. Safe on any thread. */
public final class Shed {
  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  private record Kind(ShedReason reason, Priority priority) {}

  Shed() {
    for (ShedReason reason : ShedReason.values()) {
      for (Priority priority : Priority.values()) {
        counts.put(new Kind(reason, priority), new LongAdder());
      }
    }
  }

  void count(ShedReason reason, Priority priority) {
    adder(reason, priority).increment();
  }

  /** How many there were so far. */
  public long sum(ShedReason reason, Priority priority) {
    return adder(reason, priority).sum();
  }

  private LongAdder adder(ShedReason reason, Priority priority) {
    return Objects.requireNonNull(counts.get(new Kind(reason, priority)));
  }
}
