package com.plurence.gateway.limit.redis.script;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The clock of Redis, by which everybody counts, and what it probably shows. Of one event loop, but
 * read by any thread.
 */
public final class SharedClock {
  private final InstantSource own;
  private final boolean given;
  private volatile long ahead;

  private SharedClock(InstantSource own, boolean given) {
    this.own = own;
    this.given = given;
  }

  /** That of the server. */
  public static SharedClock ofServer() {
    return new SharedClock(InstantSource.system(), false);
  }

  /** Scripts are told the time. */
  public static SharedClock given(@Nullable InstantSource clock) {
    return clock == null ? ofServer() : new SharedClock(clock, true);
  }

  /** What scripts are told: the time in milliseconds, or nothing, so that they read it. */
  public String argument() {
    return given ? Long.toString(own.millis()) : "";
  }

  /** A script has read {@code millis} not long ago. */
  public void heard(long millis) {
    if (!given) {
      ahead = millis - own.millis();
    }
  }

  /** What the server's clock shows by now, and not later, in milliseconds since 1970. */
  public long millis() {
    return own.millis() + ahead;
  }

  /** The same in seconds. */
  public long second() {
    return Math.floorDiv(millis(), 1_000);
  }
}
