package com.plurence.gateway.limit.admission;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.Unit;
import com.plurence.gateway.limit.setting.EffectiveLimits;
import com.plurence.gateway.record.RefusedBy;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of requests to models, as the stage sees them that asks them: which there are, whether
 * they let a request pass, and what clients are told of them. Of one event loop.
 */
public final class RequestLimits {
  private static final int MOST_SETS = 1_000;

  private final EffectiveLimits settings;
  private final Limiter limiter;
  private final TokenEstimates estimates;
  private final DecisionListener decisions;
  private final InstantSource clock;
  private final RateLimitHeaders headers;
  private final IdentityHashMap<LimitSet, LimitSet> withoutMoney = new IdentityHashMap<>();

  /**
   * @param limiter of this event loop
   * @param estimates of all event loops
   * @param clock by which it is known what a token costs today
   */
  public RequestLimits(
      EffectiveLimits settings,
      Limiter limiter,
      TokenEstimates estimates,
      DecisionListener decisions,
      InstantSource clock) {
    this.settings = settings;
    this.limiter = limiter;
    this.estimates = estimates;
    this.decisions = decisions;
    this.clock = clock;
    this.headers = new RateLimitHeaders(clock);
  }

  /** All limits of a request of {@code caller} to {@code model}; the same while none changes. */
  public LimitSet of(Caller.Application caller, String model) {
    return settings.limitsFor(caller, model);
  }

  /** What requests of {@code caller} take before it is known what they use. */
  public Reserve reserveOf(Caller.Application caller) {
    return settings.reserveOf(caller);
  }

  /** How many tokens requests are expected to take. */
  public TokenEstimates estimates() {
    return estimates;
  }

  /** Thousandths that a token from a provider's cache counts. */
  int cacheReadWeight() {
    return settings.config().cacheReadWeight();
  }

  /** The day on which a request is admitted now, UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Asks {@code limits} for {@code amounts}. What costs nothing is not asked of budgets, so that it
   * is there when they are overdrawn, too.
   */
  public Future<Admission> admit(LimitSet limits, Amounts amounts) {
    return limiter.admit(
        amounts.nanoUsd() == 0 && PricedRoute.isMoney(limits) ? withoutMoney(limits) : limits,
        amounts);
  }

  private LimitSet withoutMoney(LimitSet limits) {
    if (withoutMoney.size() >= MOST_SETS) {
      withoutMoney.clear();
    }
    return withoutMoney.computeIfAbsent(
        limits,
        all -> new LimitSet(all.accountId(), all.bounds().stream().filter(this::isFree).toList()));
  }

  private boolean isFree(Bound bound) {
    return bound.dimension().unit() != Unit.NANO_USD;
  }

  /**
   * It is decided about a request.
   *
   * @param decision one of those of {@link DecisionListener}
   * @param limit that has not let it pass; null: none
   * @param began when it was asked about, in {@link System#nanoTime()}
   */
  public void decided(String decision, @Nullable RefusedBy limit, long began) {
    decisions.decided(decision, limit, System.nanoTime() - began);
  }

  /** Tells a client which limits there are for its requests to {@code model}. */
  public void announce(HttpServerResponse response, Caller.Application caller, String model) {
    if (isToTell(response)) {
      headers.announce(response.headers(), of(caller, model));
    }
  }

  /** Tells a client how {@code limits} stand whose request {@code decision} is about. */
  public void tell(
      HttpServerResponse response, LimitSet limits, Admission decision, SdkHeaders sdk) {
    if (!isToTell(response)) {
      return;
    }
    if (decision instanceof Admission.Admitted admitted) {
      headers.admitted(response.headers(), limits, admitted.reservation().standings(), sdk);
    } else if (decision instanceof Admission.Refused refused) {
      headers.refused(response.headers(), limits, refused, sdk);
    }
  }

  private boolean isToTell(HttpServerResponse response) {
    return settings.config().headers() && !response.headWritten();
  }
}
