package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.CoolDown.later;

import com.plurence.gateway.config.provider.UpstreamConfig.Breaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a target may be asked: a {@link CircuitBreaker}, which is also the bench, and beside it a
 * {@link CoolDown}, with the count of requests in flight. Until the cool-down ends nobody may ask,
 * and after it the breaker is as it was. Without locks; safe on all event loops at once. Time is
 * nanoseconds of one clock, the same for every call.
 */
public final class TargetHealth {
  /** For the target itself, rather than for one of its models. */
  private static final String NO_MODEL = "";

  private final AtomicInteger inFlight;
  private final CoolDown coolDown;
  private final ModelCoolDowns modelCoolDowns;
  private final CircuitBreaker breaker;
  private final String model;

  /**
   * @param longestProbe after which a probe that never reported counts as lost
   */
  TargetHealth(Breaker limits, Duration longestProbe, long now) {
    this.inFlight = new AtomicInteger();
    this.coolDown = new CoolDown(now);
    this.modelCoolDowns = new ModelCoolDowns();
    this.breaker = new CircuitBreaker(limits, longestProbe, now);
    this.model = NO_MODEL;
  }

  private TargetHealth(TargetHealth target, String model) {
    this.inFlight = target.inFlight;
    this.coolDown = target.coolDown;
    this.modelCoolDowns = target.modelCoolDowns;
    this.breaker = target.breaker;
    this.model = model;
  }

  /**
   * The same health as requests for one of the target's many models see it: what limits that model
   * does not keep others from being asked for, and all else is shared.
   *
   * @param requested the name that the client sends; not empty
   */
  TargetHealth ofModel(String requested) {
    return new TargetHealth(this, requested);
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
  public sealed interface Acquisition {}

  /**
   * Not now.
   *
   * @param earliest when it is worth asking again
   */
  public record Refused(long earliest) implements Acquisition {}

  /**
   * Leave to send one request. Whoever acquired it calls {@link #close} exactly once, whatever
   * became of the request, and before that {@link #succeeded} or {@link #failed} when there is
   * something to tell. Safe on any thread.
   */
  public static final class Permit implements Acquisition {
    private final TargetHealth health;
    private final CircuitBreaker.State grantedIn;

    private Permit(TargetHealth health, CircuitBreaker.State grantedIn) {
      this.health = health;
      this.grantedIn = grantedIn;
    }

    /** The target answered well: a whole response, or the first content of a stream. */
    public void succeeded(long now) {
      health.breaker.succeeded(grantedIn, now);
    }

    /** The attempt failed; also after {@link #succeeded}, when a stream broke later. */
    public void failed(UpstreamFault fault, long now) {
      health.failed(grantedIn, fault, now);
    }

    /** The request is over, and so is its claim to be the probe. */
    public void close(long now) {
      health.inFlight.decrementAndGet();
      health.breaker.close(grantedIn, now);
    }

    /** Whether this one request decides if the target is well again. */
    public boolean probe() {
      return CircuitBreaker.isProbe(grantedIn);
    }
  }

  /** Leave to send one request now, or the time when it is worth asking again. */
  public Acquisition tryAcquire(long now) {
    Optional<CircuitBreaker.State> entered = isCool(now) ? breaker.enter(now) : Optional.empty();
    return entered.isPresent() ? permit(entered.get()) : new Refused(earliest(now));
  }

  /**
   * Leave to find out early whether a target that failed is well again, because there is no other
   * to ask. Not for one that is benched or cooling: of those it is known why.
   */
  public Acquisition tryLastResort(long now) {
    Optional<CircuitBreaker.State> entered =
        isCool(now) ? breaker.enterEarly(now) : Optional.empty();
    return entered.isPresent() ? permit(entered.get()) : new Refused(earliestAlone(now));
  }

  /** Whether no cool-down of the target, or of the model, is under way. */
  private boolean isCool(long now) {
    return coolDown.isOver(now) && (model.isEmpty() || modelCoolDowns.isOver(model, now));
  }

  private Permit permit(CircuitBreaker.State grantedIn) {
    inFlight.incrementAndGet();
    return new Permit(this, grantedIn);
  }

  /** Whether {@link #tryAcquire} would grant a permit now. */
  public boolean available(long now) {
    return isCool(now) && breaker.isPassable(now);
  }

  /** Whether nothing has failed since the last success. */
  public boolean noRecentFailure() {
    return breaker.noRecentFailure();
  }

  /** When it is worth asking; now, if the target is available. */
  public long earliest(long now) {
    long cool = model.isEmpty() ? now : modelCoolDowns.end(model, now);
    return later(later(coolDown.end(), cool, now), breaker.earliest(now), now);
  }

  /** Whether it is left alone because it failed, and not for a limit or a credential. */
  boolean isOpenAfterFailures() {
    return breaker.isOpenAfterFailures();
  }

  /** When it is worth asking if there is no other target. */
  public long earliestAlone(long now) {
    return isCool(now) ? breaker.earliestAlone(now) : earliest(now);
  }

  /** Why nobody may ask; means nothing while somebody may. */
  public FaultKind cause(long now) {
    return breaker.cause().orElseGet(() -> causeOfCoolDown(now));
  }

  private FaultKind causeOfCoolDown(long now) {
    boolean limited = !model.isEmpty() && !modelCoolDowns.isOver(model, now);
    return limited ? FaultKind.RATE_LIMITED : coolDown.cause(now);
  }

  /** Requests that hold a permit. */
  public int inFlight() {
    return inFlight.get();
  }

  /** What the target is doing. */
  public Status status(long now) {
    return breaker.status().orElse(isCool(now) ? Status.HEALTHY : Status.COOLING);
  }

  private void failed(CircuitBreaker.State grantedIn, UpstreamFault fault, long now) {
    switch (fault.kind().health()) {
      case FAILURE -> {
        fault.askedWait().ifPresent(wait -> coolDown.busy(wait, now));
        breaker.failed(grantedIn, fault.kind(), now);
      }
      case COOL_DOWN -> limited(fault.askedWait().orElse(CoolDown.USUAL), now);
      case BENCH_CREDENTIAL -> breaker.rejected(grantedIn, fault.kind(), now);
      case BENCH_IF_REPEATED -> breaker.denied(grantedIn, fault.kind(), now);
      case NEUTRAL -> {}
    }
  }

  private void limited(Duration wait, long now) {
    if (model.isEmpty() || !modelCoolDowns.limited(model, wait, now)) {
      coolDown.limited(wait, now);
    }
  }
}
