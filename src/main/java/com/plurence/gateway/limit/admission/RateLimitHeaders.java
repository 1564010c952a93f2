package com.plurence.gateway.limit.admission;

import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Refusal;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.Unit;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Tells clients in headers how their limits stand: in those of the IETF draft
 * draft-ietf-httpapi-ratelimit-headers-10, and in those that SDKs read. Limits of the account are
 * not shown, which would tell one project what the others use, nor is money. Of one event loop.
 */
public final class RateLimitHeaders {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("ratelimit-policy");
  private static final CharSequence STATE = HttpHeaders.createOptimized("ratelimit");
  private static final long DAY = 86_400;
  private static final long MILLIS = 1000;
  private static final int MOST_POLICIES = 1_000;

  /** The largest integer of a structured field (RFC 9651, section 3.3.1). */
  private static final long LARGEST = 999_999_999_999_999L;

  private final InstantSource clock;
  private final IdentityHashMap<LimitSet, Policy> policies = new IdentityHashMap<>();

  /**
   * @param clock by which the seconds to the edges of days and months are told
   */
  public RateLimitHeaders(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param month number of the month whose length is in it
   */
  private record Policy(String text, long month) {}

  /** Tells which limits there are. */
  public void announce(MultiMap headers, LimitSet limits) {
    if (!limits.isEmpty()) {
      String policy = policy(limits);
      if (!policy.isEmpty()) {
        headers.set(POLICY, policy);
      }
    }
  }

  /**
   * Tells how the limits of a request stand that was admitted.
   *
   * @param sdk the header names of which dialects are to be used, too
   */
  public void admitted(
      MultiMap headers, LimitSet limits, List<Standing> standings, SdkHeaders sdk) {
    announce(headers, limits);
    long now = clock.millis();
    StringBuilder state = new StringBuilder(64);
    for (Standing standing : standings) {
      Bound bound = standing.bound();
      if (isShown(bound)) {
        begin(state, bound).append(";r=").append(Math.min(standing.remaining(), LARGEST));
        if (bound.dimension().window() != Dimension.Window.NOW) {
          state.append(";t=").append(resetSeconds(standing, now));
        }
      }
    }
    finish(headers, state);
    sdk.write(headers, standings, now);
  }

  /** The same of a request that was refused: tells of the limits that refuse, with their waits. */
  public void refused(
      MultiMap headers, LimitSet limits, Admission.Refused refused, SdkHeaders sdk) {
    announce(headers, limits);
    StringBuilder state = new StringBuilder(64);
    for (Refusal refusal : refused.refusals()) {
      if (isShown(refusal.bound())) {
        begin(state, refusal.bound())
            .append(";r=")
            .append(Math.min(remaining(refused.standings(), refusal.bound()), LARGEST))
            .append(";t=")
            .append(RefusedRequests.seconds(refusal));
      }
    }
    finish(headers, state);
    sdk.write(headers, refused.standings(), clock.millis());
  }

  private static long remaining(List<Standing> standings, Bound bound) {
    for (Standing standing : standings) {
      if (standing.bound().equals(bound)) {
        return standing.remaining();
      }
    }
    return 0;
  }

  private static void finish(MultiMap headers, StringBuilder state) {
    if (!state.isEmpty()) {
      headers.set(STATE, state.toString());
    }
  }

  private String policy(LimitSet limits) {
    YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    long number = month.getYear() * 12L + month.getMonthValue();
    Policy known = policies.get(limits);
    if (known == null || known.month != number) {
      if (policies.size() >= MOST_POLICIES) {
        policies.clear();
      }
      known = new Policy(policy(limits, month), number);
      policies.put(limits, known);
    }
    return known.text;
  }

  private static String policy(LimitSet limits, YearMonth month) {
    StringBuilder policy = new StringBuilder(128);
    for (Bound bound : limits.bounds()) {
      if (isShown(bound)) {
        begin(policy, bound).append(";q=").append(Math.min(bound.most(), LARGEST));
        if (bound.dimension().unit() == Unit.TOKENS) {
          policy.append(";qu=\"tokens\"");
        }
        switch (bound.dimension().window()) {
          case MINUTE -> policy.append(";w=60");
          case DAY -> policy.append(";w=").append(DAY);
          case MONTH -> policy.append(";w=").append(month.lengthOfMonth() * DAY);
          case NOW -> policy.append(";qu=\"concurrent-requests\"");
        }
      }
    }
    return policy.toString();
  }

  private static StringBuilder begin(StringBuilder list, Bound bound) {
    return list.append(list.isEmpty() ? "" : ", ")
        .append('"')
        .append(bound.scope().kind().label())
        .append('-')
        .append(bound.dimension().label())
        .append('"');
  }

  static boolean isShown(Bound bound) {
    return bound.scope().kind() != Scope.Kind.ACCOUNT && bound.dimension().unit() != Unit.NANO_USD;
  }

  /** The seconds until all of it is back at the latest. */
  static long resetSeconds(Standing standing, long now) {
    return switch (standing.bound().dimension().window()) {
      case MINUTE -> 60;
      case DAY, MONTH -> Math.max(1, (standing.resetsAtMillis() - now + MILLIS - 1) / MILLIS);
      case NOW -> 0;
    };
  }
}
