package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.UpstreamConfig.Breaker;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
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
 * rejected credential opens it for longer each time in a row: the bench; so do denials that nobody
 * can tell from it, once there are enough in a row. The cool-down stands beside all that: until it
 * ends nobody may ask, and after it the breaker is as it was.
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

  /** So many requests in a row that were denied say something of the account, not of them. */
  static final int MOST_DENIALS = 3;

  /**
   * What nothing else could stand in for is asked so often, however long it is to be left alone.
   */
  static final Duration LAST_RESORT = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 10;

  private final Breaker limits;
  private final Duration longestProbe;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong coolUntil;
  private final AtomicLong limitedUntil;
  private final AtomicReference<State> state;

  /**
   * @param longestProbe after which a probe that never reported counts as lost
   */
  TargetHealth(Breaker limits, Duration longestProbe, long now) {
    this.limits = limits;
    this.longestProbe = longestProbe;
    this.coolUntil = new AtomicLong(now);
    this.limitedUntil = new AtomicLong(now);
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
    private final AtomicInteger denials = new AtomicInteger();
    private final Permit permit;

    Closed(TargetHealth health, FailureWindow window) {
      this.window = window;
      this.permit = new Permit(health, this);
    }

    void succeeded(long now) {
      window.success(now);
      if (denials.get() != 0) {
        denials.set(0);
      }
    }
  }

  /**
   * @param rejections of the credential in a row; zero when the breaker opened
   * @param cause what opened it
   */
  private record Open(long since, long until, int rejections, FaultKind cause) implements State {}

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
      Optional<Permit> probe = probe(seen, now);
      if (probe.isPresent()) {
        return probe.get();
      }
    }
  }

  /**
   * Leave to find out early whether a target that failed is well again, because there is no other
   * to ask. Not for one that is benched or cooling: of those it is known why.
   */
  public Acquired tryLastResort(long now) {
    State seen = current();
    boolean due =
        seen instanceof Open open
            && open.rejections == 0
            && now - open.since >= LAST_RESORT.toNanos()
            && coolUntil.get() - now <= 0;
    Optional<Permit> probe = due ? probe(seen, now) : Optional.empty();
    return probe.isPresent() ? probe.get() : new Refused(earliestAlone(now));
  }

  private Optional<Permit> probe(State seen, long now) {
    Probing probe = new Probing(openOf(seen), now + longestProbe.toNanos());
    if (!state.compareAndSet(seen, probe)) {
      return Optional.empty();
    }
    inFlight.incrementAndGet();
    return Optional.of(new Permit(this, probe));
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

  /** Whether it is left alone because it failed, and not for a limit or a credential. */
  boolean isShutForFailures() {
    State seen = current();
    return !(seen instanceof Closed) && openOf(seen).rejections == 0;
  }

  /** When it is worth asking if there is no other target. */
  public long earliestAlone(long now) {
    if (current() instanceof Open open && open.rejections == 0 && coolUntil.get() - now <= 0) {
      long due = open.since + LAST_RESORT.toNanos();
      return due - open.until < 0 ? later(due, now, now) : earliest(now);
    }
    return earliest(now);
  }

  /** Why nobody may ask; means nothing while somebody may. */
  public FaultKind cause(long now) {
    State seen = current();
    if (seen instanceof Closed) {
      return limitedUntil.get() - now > 0 ? FaultKind.RATE_LIMITED : FaultKind.OVERLOADED;
    }
    return openOf(seen).cause;
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
      closed.succeeded(now);
    } else if (!state.compareAndSet(grantedIn, closed(now)) && current() instanceof Closed closed) {
      closed.succeeded(now);
    }
  }

  private void failed(State grantedIn, UpstreamFault fault, long now) {
    switch (fault.kind().health()) {
      case FAILURE -> {
        fault.askedWait().ifPresent(wait -> coolDown(wait, now));
        countFailure(grantedIn, fault.kind(), now);
      }
      case COOL_DOWN -> {
        Duration wait = fault.askedWait().orElse(COOL_DOWN);
        // First why and then that, so that nobody is told of a cool-down without its reason.
        extend(limitedUntil, wait, now);
        coolDown(wait, now);
      }
      case BENCH_CREDENTIAL -> bench(grantedIn, fault.kind(), now);
      case BENCH_IF_REPEATED -> deny(grantedIn, fault.kind(), now);
      case NEUTRAL -> {}
    }
  }

  private void countFailure(State grantedIn, FaultKind kind, long now) {
    long until = now + limits.open().toNanos();
    if (grantedIn instanceof Probing probing) {
      Open before = probing.before;
      FaultKind cause = before.rejections > 0 ? before.cause : kind;
      if (state.compareAndSet(probing, new Open(now, until, before.rejections, cause))) {
        return;
      }
    }
    State counted = grantedIn instanceof Closed ? grantedIn : current();
    if (counted instanceof Closed closed && opens(closed.window, now)) {
      state.compareAndSet(closed, new Open(now, until, 0, kind));
    }
  }

  private boolean opens(FailureWindow window, long now) {
    boolean tooMany =
        window.failure(now) >= limits.failures() || window.ratio(now) >= limits.ratio();
    return limits.on() && tooMany;
  }

  private void deny(State grantedIn, FaultKind kind, long now) {
    if (grantedIn instanceof Closed closed && closed.denials.incrementAndGet() < MOST_DENIALS) {
      return;
    }
    bench(grantedIn, kind, now);
  }

  private void coolDown(Duration wait, long now) {
    extend(coolUntil, wait, now);
  }

  private static void extend(AtomicLong end, Duration wait, long now) {
    Duration capped = wait.compareTo(LONGEST_COOL_DOWN) > 0 ? LONGEST_COOL_DOWN : wait;
    long until = now + capped.toNanos();
    end.accumulateAndGet(until, (seen, added) -> later(seen, added, now));
  }

  private void bench(State grantedIn, FaultKind kind, long now) {
    int before = grantedIn instanceof Probing probing ? probing.before.rejections : 0;
    long nanos = BENCH.toNanos() << Math.min(before, MOST_DOUBLINGS);
    long until = now + Math.min(nanos, LONGEST_BENCH.toNanos());
    state.compareAndSet(grantedIn, new Open(now, until, before + 1, kind));
  }

  private void close(State grantedIn, long now) {
    inFlight.decrementAndGet();
    if (grantedIn instanceof Probing probing) {
      Open before = probing.before;
      state.compareAndSet(probing, new Open(now, now, before.rejections, before.cause));
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
