package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.UpstreamConfig.Breaker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a target may be asked: a circuit breaker, a cool-down and a bench, with the count of
 * requests in flight. Without locks; safe on all event loops at once. Time is nanoseconds of one
 * clock, the same for every call.
 *
 * <p>Closed: everybody may ask. Failures in a row, or their share of the window, open it. Open:
 * nobody may ask until a time; then one request, the probe, may. Its success closes the breaker
 * with a clean record; its failure opens it again; anything else lets the next probe through. A
 * rejected credential opens it for longer each time in a row: the bench. The cool-down stands
 * beside all that: until it ends nobody may ask, and after it the breaker is as it was.
 */
public final class TargetHealth {
  /** A target is left alone this long if it says that it is busy but not for how long. */
  static final Duration COOL_DOWN = Duration.ofSeconds(1);

  /** A provider that asks for more is tried again all the same: limits are lifted, clocks err. */
  static final Duration LONGEST_COOL_DOWN = Duration.ofMinutes(10);

  /** The bench of a credential that was rejected once; it doubles with each further rejection. */
  static final Duration BENCH = Duration.ofSeconds(10);

  static final Duration LONGEST_BENCH = Duration.ofMinutes(10);

  /** Whoever waits for a probe's outcome is told to come back after this. */
  static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 10;

  private final Breaker limits;
  private final Duration longestProbe;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong coolUntil;
  private final AtomicReference<State> state;

  /**
   * @param longestProbe after which a probe that never reported counts as lost
   */
  TargetHealth(Breaker limits, Duration longestProbe, long now) {
    this.limits = limits;
    this.longestProbe = longestProbe;
    this.coolUntil = new AtomicLong(now);
    this.state = new AtomicReference<>(closed(now));
  }

  /** What a target is doing, for people and metrics. */
  public enum Status {
    HEALTHY,
    /** Until a time that the provider named, or briefly. */
    COOLING,
    /** After failures. */
    OPEN,
    /** After a rejected credential. */
    BENCHED,
    /** One request is finding out. */
    PROBING
  }

  /** The answer to the question whether the target may be asked. */
  public sealed interface Acquired {}

  /**
   * Not now.
   *
   * @param earliest when it is worth asking again
   */
  public record Refused(long earliest) implements Acquired {}

  /**
   * Leave to send one request. Shared by requests of the same target: whoever acquired it calls
   * {@link #close} exactly once, whatever became of the request, and before that {@link #succeeded}
   * or {@link #failed} when there is something to tell. Safe on any thread.
   */
  public static final class Permit implements Acquired {
    private final TargetHealth health;
    private final State grantedIn;

    private Permit(TargetHealth health, State grantedIn) {
      this.health = health;
      this.grantedIn = grantedIn;
    }

    /** The target answered well: a whole answer, or the first content of a stream. */
    public void succeeded(long now) {
      health.succeeded(grantedIn, now);
    }

    /** The attempt failed; also after {@link #succeeded}, when a stream broke later. */
    public void failed(UpstreamFault fault, long now) {
      health.failed(grantedIn, fault, now);
    }

    /** The request is over, and so is its claim to be the probe. */
    public void close(long now) {
      health.close(grantedIn, now);
    }

    /** Whether this one request decides if the target is well again. */
    public boolean probe() {
      return grantedIn instanceof Probing;
    }
  }

  private sealed interface State {}

  /** A record that outlives its state harms nobody: late outcomes are counted in the old one. */
  private static final class Closed implements State {
    private final FailureWindow window;
    private final Permit permit;

    Closed(TargetHealth health, FailureWindow window) {
      this.window = window;
      this.permit = new Permit(health, this);
    }
  }

  /**
   * @param rejections of the credential in a row; zero when the breaker opened
   */
  private record Open(long until, int rejections) implements State {}

  private static final class Probing implements State {
    private final Open before;
    private final long lostAfter;

    Probing(Open before, long lostAfter) {
      this.before = before;
      this.lostAfter = lostAfter;
    }
  }

  /** Leave to send one request now, or the time when it is worth asking again. */
  public Acquired tryAcquire(long now) {
    if (coolUntil.get() - now > 0) {
      return new Refused(earliest(now));
    }
    while (true) {
      State seen = current();
      if (seen instanceof Closed closed) {
        inFlight.incrementAndGet();
        return closed.permit;
      }
      if (!mayProbe(seen, now)) {
        return new Refused(earliest(now));
      }
      Probing probe = new Probing(openOf(seen), now + longestProbe.toNanos());
      if (state.compareAndSet(seen, probe)) {
        inFlight.incrementAndGet();
        return new Permit(this, probe);
      }
    }
  }

  /** Whether {@link #tryAcquire} would grant a permit now. */
  public boolean available(long now) {
    return coolUntil.get() - now <= 0 && mayProbe(current(), now);
  }

  /** Whether nothing has failed since the last success. */
  public boolean unblemished() {
    return current() instanceof Closed closed && closed.window.inARow() == 0;
  }

  /** When it is worth asking; now, if the target is available. */
  public long earliest(long now) {
    State seen = current();
    long opens = now;
    if (seen instanceof Open open) {
      opens = later(open.until, now, now);
    } else if (seen instanceof Probing && !mayProbe(seen, now)) {
      opens = now + PROBE_PATIENCE.toNanos();
    }
    return later(coolUntil.get(), opens, now);
  }

  /** Requests that hold a permit. */
  public int inFlight() {
    return inFlight.get();
  }

  /** What the target is doing. */
  public Status status(long now) {
    State seen = current();
    if (seen instanceof Open open) {
      return open.rejections > 0 ? Status.BENCHED : Status.OPEN;
    }
    if (seen instanceof Probing) {
      return Status.PROBING;
    }
    return coolUntil.get() - now > 0 ? Status.COOLING : Status.HEALTHY;
  }

  private State current() {
    return Objects.requireNonNull(state.get());
  }

  private static boolean mayProbe(State seen, long now) {
    if (seen instanceof Open open) {
      return open.until - now <= 0;
    }
    return !(seen instanceof Probing probing) || probing.lostAfter - now <= 0;
  }

  private static Open openOf(State seen) {
    return seen instanceof Probing lost ? lost.before : (Open) seen;
  }

  private void succeeded(State grantedIn, long now) {
    if (grantedIn instanceof Closed closed) {
      closed.window.success(now);
    } else if (!state.compareAndSet(grantedIn, closed(now)) && current() instanceof Closed closed) {
      closed.window.success(now);
    }
  }

  private void failed(State grantedIn, UpstreamFault fault, long now) {
    switch (fault.kind().health()) {
      case FAILURE -> {
        fault.askedWait().ifPresent(wait -> coolDown(wait, now));
        countFailure(grantedIn, now);
      }
      case COOL_DOWN -> coolDown(fault.askedWait().orElse(COOL_DOWN), now);
      case BENCH_CREDENTIAL -> bench(grantedIn, now);
      case NEUTRAL -> {}
    }
  }

  private void countFailure(State grantedIn, long now) {
    if (grantedIn instanceof Probing probing
        && state.compareAndSet(
            probing, new Open(now + limits.open().toNanos(), probing.before.rejections))) {
      return;
    }
    State counted = grantedIn instanceof Closed ? grantedIn : current();
    if (counted instanceof Closed closed && opens(closed.window, now)) {
      state.compareAndSet(closed, new Open(now + limits.open().toNanos(), 0));
    }
  }

  private boolean opens(FailureWindow window, long now) {
    return window.failure(now) >= limits.failures() || window.ratio(now) >= limits.ratio();
  }

  private void coolDown(Duration wait, long now) {
    Duration capped = wait.compareTo(LONGEST_COOL_DOWN) > 0 ? LONGEST_COOL_DOWN : wait;
    long until = now + capped.toNanos();
    coolUntil.accumulateAndGet(until, (seen, added) -> later(seen, added, now));
  }

  private void bench(State grantedIn, long now) {
    int before = grantedIn instanceof Probing probing ? probing.before.rejections : 0;
    long nanos = BENCH.toNanos() << Math.min(before, MOST_DOUBLINGS);
    long until = now + Math.min(nanos, LONGEST_BENCH.toNanos());
    state.compareAndSet(grantedIn, new Open(until, before + 1));
  }

  private void close(State grantedIn, long now) {
    inFlight.decrementAndGet();
    if (grantedIn instanceof Probing probing) {
      state.compareAndSet(probing, new Open(now, probing.before.rejections));
    }
  }

  private Closed closed(long now) {
    return new Closed(this, new FailureWindow(limits.window(), now));
  }

  /** The later of two times as seen from {@code now}; right across the clock's overflow. */
  private static long later(long one, long other, long now) {
    return one - now > other - now ? one : other;
  }
}
