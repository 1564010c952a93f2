package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.CoolDown.later;

import com.plurence.gateway.config.provider.UpstreamConfig.Breaker;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Closed: everybody may ask. Failures in a row, or their share of the window, open it. Open: nobody
 * may ask until a time; then one request, the probe, may. Its success closes the breaker with a
 * clean record; its failure opens it again; anything else lets the next probe through. A rejected
 * credential opens it for longer each time in a row: the bench; so do denials that nobody can tell
 * from it, once there are enough in a row. Without locks; safe on all event loops at once. Time is
 * nanoseconds of one clock, the same for every call.
 */
final class CircuitBreaker {
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
  private final AtomicReference<State> state;

  /**
   * @param longestProbe after which a probe that never reported counts as lost
   */
  CircuitBreaker(Breaker limits, Duration longestProbe, long now) {
    this.limits = limits;
    this.longestProbe = longestProbe;
    this.state = new AtomicReference<>(closed(now));
  }

  /** What it was when a request was let through; its outcome counts for that alone. */
  sealed interface State {}

  /** A record that outlives its state harms nobody: late outcomes are counted in the old one. */
  private static final class Closed implements State {
    private final FailureWindow window;
    private final AtomicInteger denials = new AtomicInteger();

    Closed(FailureWindow window) {
      this.window = window;
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

  /** Lets a request through, if any may pass now. */
  Optional<State> enter(long now) {
    while (true) {
      State seen = current();
      if (seen instanceof Closed) {
        return Optional.of(seen);
      }
      if (!mayProbe(seen, now)) {
        return Optional.empty();
      }
      Optional<State> probe = probe(seen, now);
      if (probe.isPresent()) {
        return probe;
      }
    }
  }

  /** Lets a probe through early, unless the target is benched: of that it is known why. */
  Optional<State> enterEarly(long now) {
    State seen = current();
    boolean due =
        seen instanceof Open open
            && open.rejections == 0
            && now - open.since >= LAST_RESORT.toNanos();
    return due ? probe(seen, now) : Optional.empty();
  }

  private Optional<State> probe(State seen, long now) {
    Probing probe = new Probing(openOf(seen), now + longestProbe.toNanos());
    return state.compareAndSet(seen, probe) ? Optional.of(probe) : Optional.empty();
  }

  /** Whether {@link #enter} would let a request through now. */
  boolean isPassable(long now) {
    return mayProbe(current(), now);
  }

  /** Whether a request that was let through then is a probe. */
  static boolean isProbe(State granted) {
    return granted instanceof Probing;
  }

  /** Whether nothing has failed since the last success. */
  boolean noRecentFailure() {
    return current() instanceof Closed closed && closed.window.consecutiveFailures() == 0;
  }

  /** When it is worth asking; now, if a request would be let through. */
  long earliest(long now) {
    State seen = current();
    if (seen instanceof Open open) {
      return later(open.until, now, now);
    }
    return mayProbe(seen, now) ? now : now + PROBE_PATIENCE.toNanos();
  }

  /** When it is worth asking if there is no other target. */
  long earliestAlone(long now) {
    if (current() instanceof Open open && open.rejections == 0) {
      long due = open.since + LAST_RESORT.toNanos();
      return due - open.until < 0 ? later(due, now, now) : earliest(now);
    }
    return earliest(now);
  }

  /** Whether it is open, or being probed, because of failures and not of a credential. */
  boolean isOpenAfterFailures() {
    State seen = current();
    return !(seen instanceof Closed) && openOf(seen).rejections == 0;
  }

  /** What opened it; empty while it is closed. */
  Optional<FaultKind> cause() {
    State seen = current();
    return seen instanceof Closed ? Optional.empty() : Optional.of(openOf(seen).cause);
  }

  /** What it is doing; empty while it is closed. */
  Optional<TargetHealth.Status> status() {
    State seen = current();
    if (seen instanceof Open open) {
      return Optional.of(
          open.rejections > 0 ? TargetHealth.Status.BENCHED : TargetHealth.Status.OPEN);
    }
    return seen instanceof Probing ? Optional.of(TargetHealth.Status.PROBING) : Optional.empty();
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

  void succeeded(State grantedIn, long now) {
    if (grantedIn instanceof Closed closed) {
      closed.succeeded(now);
    } else if (!state.compareAndSet(grantedIn, closed(now)) && current() instanceof Closed closed) {
      closed.succeeded(now);
    }
  }

  void failed(State grantedIn, FaultKind kind, long now) {
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

  void denied(State grantedIn, FaultKind kind, long now) {
    if (grantedIn instanceof Closed closed && closed.denials.incrementAndGet() < MOST_DENIALS) {
      return;
    }
    rejected(grantedIn, kind, now);
  }

  void rejected(State grantedIn, FaultKind kind, long now) {
    int before = grantedIn instanceof Probing probing ? probing.before.rejections : 0;
    long nanos = BENCH.toNanos() << Math.min(before, MOST_DOUBLINGS);
    long until = now + Math.min(nanos, LONGEST_BENCH.toNanos());
    state.compareAndSet(grantedIn, new Open(now, until, before + 1, kind));
  }

  /** The request is over, and so is its claim to be the probe. */
  void close(State grantedIn, long now) {
    if (grantedIn instanceof Probing probing) {
      Open before = probing.before;
      state.compareAndSet(probing, new Open(now, now, before.rejections, before.cause));
    }
  }

  private Closed closed(long now) {
    return new Closed(new FailureWindow(limits.window(), now));
  }
}
