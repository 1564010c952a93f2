package com.plurence.gateway.limit.admission;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Refusal;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client is told whose request its limits do not let pass. */
public final class RefusedRequests {
  /** Clients sleep for as long as they are told, be it a month; others try again at once. */
  private static final long LONGEST_WAIT_WORTH_IT = 60;

  private static final long MILLIS = 1000;

  private RefusedRequests() {}

  /**
   * The refusal to tell of: that with the longest wait, because only when it has passed another try
   * makes sense; of those with equal waits the one whose error has the lowest id.
   */
  public static Refusal first(Admission.Refused refused) {
    Refusal first = refused.refusals().get(0);
    for (Refusal other : refused.refusals()) {
      if (isBefore(other, first)) {
        first = other;
      }
    }
    return first;
  }

  private static boolean isBefore(Refusal one, Refusal other) {
    long longer = seconds(one) - seconds(other);
    return longer > 0
        || (longer == 0 && kind(one.bound()).id().compareTo(kind(other.bound()).id()) < 0);
  }

  /** What the client is told of {@code refusal}. */
  public static GatewayException exception(Refusal refusal) {
    long seconds = seconds(refusal);
    return kind(refusal.bound())
        .toException(name(refusal.bound().scope()))
        .withRetryAfter(Duration.ofSeconds(seconds))
        .withShouldRetry(seconds <= LONGEST_WAIT_WORTH_IT);
  }

  /** The limit that the request would not even fit if nothing was used, so that no wait helps. */
  public static Optional<Bound> tooSmall(LimitSet limits, ExpectedTokens expected) {
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      // A limit of 0 refuses as any other does, since it may be another one tomorrow.
      if (bound.dimension().unit() == Unit.TOKENS
          && bound.most() > 0
          && expected.least() > bound.most()) {
        return Optional.of(bound);
      }
    }
    return Optional.empty();
  }

  /** What the client is told if its request is too large for {@code bound}. */
  public static GatewayException tooLarge(Bound bound, ExpectedTokens expected) {
    return ErrorCode.LARGER_THAN_LIMIT.toException(expected.least(), bound.most());
  }

  /** The least whole seconds after which another try makes sense; at least 1. */
  static long seconds(Refusal refusal) {
    return Math.max(1, (refusal.waitMillis() + MILLIS - 1) / MILLIS);
  }

  private static ErrorCode kind(Bound bound) {
    return switch (bound.dimension()) {
      case RPM -> ErrorCode.LIMIT_RPM;
      case TPM -> ErrorCode.LIMIT_TPM;
      case RPD -> ErrorCode.LIMIT_RPD;
      case TOKENS_PER_MONTH ->
          bound.scope().kind() == Scope.Kind.ACCOUNT
              ? ErrorCode.ACCOUNT_TOKENS_PER_MONTH
              : ErrorCode.QUOTA_TOKENS_PER_MONTH;
      case CONCURRENCY -> ErrorCode.LIMIT_CONCURRENCY;
      case USD_PER_DAY -> ErrorCode.BUDGET_PER_DAY;
      case USD_PER_MONTH -> ErrorCode.BUDGET_PER_MONTH;
    };
  }

  private static String name(Scope scope) {
    return switch (scope.kind()) {
      case ACCOUNT -> "account";
      case PROJECT -> "project";
      case KEY -> "API key";
      case MODEL -> "model";
    };
  }
}
