package com.plurence.gateway.upstream.decision;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Until when nobody may ask a target, because it said so or is limited. Without locks; safe on all
 * event loops at once. Time is nanoseconds of one clock, the same for every call.
 */
final class CoolDown {
  /** A target is left alone this long if it says that it is busy but not for how long. */
  static final Duration USUAL = Duration.ofSeconds(1);

  /** A provider that asks for more is tried again all the same: limits are lifted, clocks err. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private final AtomicLong end;
  private final AtomicLong limitedUntil;

  CoolDown(long now) {
    this.end = new AtomicLong(now);
    this.limitedUntil = new AtomicLong(now);
  }

  boolean isOver(long now) {
    return end.get() - now <= 0;
  }

  /** When it ends; in the past if it is over. */
  long end() {
    return end.get();
  }

  /** Why there is one. */
  FaultKind cause(long now) {
    return limitedUntil.get() - now > 0 ? FaultKind.RATE_LIMITED : FaultKind.OVERLOADED;
  }

  /** The target failed, and asks for this wait. */
  void busy(Duration wait, long now) {
    extend(end, wait, now);
  }

  /** The target is limited for this long. */
  void limited(Duration wait, long now) {
    // First why and then that, so that nobody is told of a cool-down without its reason.
    extend(limitedUntil, wait, now);
    extend(end, wait, now);
  }

  private static void extend(AtomicLong end, Duration wait, long now) {
    Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    long until = now + capped.toNanos();
    end.accumulateAndGet(until, (seen, added) -> later(seen, added, now));
  }

  /** The later of two times as seen from {@code now}; right across the clock's overflow. */
  static long later(long one, long other, long now) {
    return one - now > other - now ? one : other;
  }
}
