package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.FaultKind.Alert.ALERT;
import static com.plurence.gateway.upstream.decision.FaultKind.Alert.QUIET;
import static com.plurence.gateway.upstream.decision.FaultKind.Health.BENCH_CREDENTIAL;
import static com.plurence.gateway.upstream.decision.FaultKind.Health.BENCH_IF_REPEATED;
import static com.plurence.gateway.upstream.decision.FaultKind.Health.COOL_DOWN;
import static com.plurence.gateway.upstream.decision.FaultKind.Health.FAILURE;
import static com.plurence.gateway.upstream.decision.FaultKind.Health.NEUTRAL;
import static com.plurence.gateway.upstream.decision.FaultKind.NextTarget.AT_MOST_ONE;
import static com.plurence.gateway.upstream.decision.FaultKind.NextTarget.LARGER_FALLBACK;
import static com.plurence.gateway.upstream.decision.FaultKind.NextTarget.NO_OTHER;
import static com.plurence.gateway.upstream.decision.FaultKind.NextTarget.YES;
import static com.plurence.gateway.upstream.decision.FaultKind.SameTarget.AFTER_BACKOFF;
import static com.plurence.gateway.upstream.decision.FaultKind.SameTarget.AT_ONCE;
import static com.plurence.gateway.upstream.decision.FaultKind.SameTarget.IF_WAIT_FITS;
import static com.plurence.gateway.upstream.decision.FaultKind.SameTarget.NEVER;
import static com.plurence.gateway.upstream.decision.FaultKind.SameTarget.ONCE;

import com.plurence.gateway.error.ErrorCode;

/**
 * Everything that can go wrong with a provider, and what is done about it: the decision table. One
 * constant a row; nothing else decides. {@code src/docs/upstream.md} shows the same table.
 */
public enum FaultKind {
  // No response came: nothing was processed, so the same may be sent again.
  REFUSED(ErrorCode.UPSTREAM_REFUSED, AFTER_BACKOFF, YES, FAILURE, QUIET),
  NAME_UNKNOWN(ErrorCode.UPSTREAM_NAME_UNKNOWN, AFTER_BACKOFF, YES, FAILURE, QUIET),
  CONNECT_TIMEOUT(ErrorCode.UPSTREAM_CONNECT_TIMEOUT, AFTER_BACKOFF, YES, FAILURE, QUIET),
  RESET_BEFORE_HEAD(ErrorCode.UPSTREAM_RESET, AFTER_BACKOFF, YES, FAILURE, QUIET),
  STALE_CONNECTION(ErrorCode.UPSTREAM_RESET, AT_ONCE, YES, NEUTRAL, QUIET),
  TLS(ErrorCode.UPSTREAM_TLS, NEVER, YES, FAILURE, ALERT),
  PROXY_REFUSED(ErrorCode.UPSTREAM_WAY_REFUSED, NEVER, YES, FAILURE, ALERT),
  REQUEST_NOT_READ(ErrorCode.UPSTREAM_NOT_READING, NEVER, YES, FAILURE, QUIET),
  POOL_EXHAUSTED(ErrorCode.UPSTREAM_POOL_EXHAUSTED, NEVER, YES, NEUTRAL, QUIET),

  // The outcome is unknown and may be billed.
  FIRST_BYTE_TIMEOUT(ErrorCode.UPSTREAM_FIRST_BYTE_TIMEOUT, NEVER, AT_MOST_ONE, FAILURE, QUIET),
  GATEWAY_TIMEOUT(ErrorCode.UPSTREAM_TIMED_OUT, NEVER, AT_MOST_ONE, FAILURE, QUIET),
  ANSWER_STALLED(ErrorCode.UPSTREAM_STALLED, NEVER, AT_MOST_ONE, FAILURE, QUIET),
  DEADLINE(ErrorCode.UPSTREAM_DEADLINE, NEVER, NO_OTHER, NEUTRAL, QUIET),

  // The provider failed, or is busy.
  TRANSIENT(ErrorCode.UPSTREAM_ERROR, AFTER_BACKOFF, YES, NEUTRAL, QUIET),
  SERVER_ERROR(ErrorCode.UPSTREAM_ERROR, AFTER_BACKOFF, YES, FAILURE, QUIET),
  OVERLOADED(ErrorCode.UPSTREAM_OVERLOADED, AFTER_BACKOFF, YES, FAILURE, QUIET),
  RATE_LIMITED(ErrorCode.PROVIDER_RATE_LIMITED, IF_WAIT_FITS, YES, COOL_DOWN, QUIET),
  ABOVE_RATE(ErrorCode.PROVIDER_RATE_LIMITED, NEVER, YES, NEUTRAL, QUIET),

  // The gateway is set up wrongly; the caller can do nothing about it.
  CREDENTIAL(ErrorCode.UPSTREAM_CREDENTIAL, NEVER, YES, BENCH_CREDENTIAL, ALERT),
  DENIED(ErrorCode.UPSTREAM_DENIED, NEVER, YES, BENCH_IF_REPEATED, QUIET),
  MODEL_UNKNOWN(ErrorCode.PROVIDER_MODEL_UNKNOWN, NEVER, YES, NEUTRAL, QUIET),
  PATH_UNKNOWN(ErrorCode.UPSTREAM_PATH_UNKNOWN, NEVER, YES, NEUTRAL, ALERT),
  REDIRECT(ErrorCode.UPSTREAM_REDIRECT, NEVER, YES, FAILURE, ALERT),
  CONTENT_TYPE(ErrorCode.UPSTREAM_CONTENT_TYPE, NEVER, YES, FAILURE, ALERT),

  // The provider answered 200 with something that is not a response.
  MALFORMED(ErrorCode.UPSTREAM_MALFORMED, ONCE, YES, FAILURE, QUIET),
  EMPTY_STREAM(ErrorCode.UPSTREAM_EMPTY, ONCE, YES, FAILURE, QUIET),
  ANSWER_TOO_LARGE(ErrorCode.UPSTREAM_TOO_LARGE, NEVER, NO_OTHER, NEUTRAL, QUIET),

  // The request itself is at fault: every target would say the same.
  REJECTED_FIELDS(ErrorCode.PROVIDER_REJECTED_FIELDS, NEVER, NO_OTHER, NEUTRAL, QUIET),
  REJECTED(ErrorCode.PROVIDER_REJECTED, NEVER, NO_OTHER, NEUTRAL, QUIET),
  CONTEXT_LENGTH(ErrorCode.CONTEXT_LENGTH_EXCEEDED, NEVER, LARGER_FALLBACK, NEUTRAL, QUIET),
  CONTENT_FILTER(ErrorCode.CONTENT_FILTERED, NEVER, NO_OTHER, NEUTRAL, QUIET),
  REQUEST_TOO_LARGE(ErrorCode.PROVIDER_TOO_LARGE, NEVER, NO_OTHER, NEUTRAL, QUIET),

  // The client has part of the response: never a second attempt, only the stream error event.
  STREAM_STALLED(ErrorCode.STREAM_STALLED, NEVER, NO_OTHER, FAILURE, QUIET),
  STREAM_ENDED_EARLY(ErrorCode.STREAM_ENDED_EARLY, NEVER, NO_OTHER, FAILURE, QUIET),
  STREAM_RESET(ErrorCode.STREAM_RESET, NEVER, NO_OTHER, FAILURE, QUIET),
  STREAM_MALFORMED(ErrorCode.STREAM_MALFORMED, NEVER, NO_OTHER, FAILURE, QUIET),
  STREAM_ERROR(ErrorCode.STREAM_PROVIDER_ERROR, NEVER, NO_OTHER, FAILURE, QUIET),
  STREAM_REJECTED(ErrorCode.STREAM_PROVIDER_ERROR, NEVER, NO_OTHER, NEUTRAL, QUIET),
  STREAM_DEADLINE(ErrorCode.STREAM_DEADLINE, NEVER, NO_OTHER, NEUTRAL, QUIET),
  STREAM_EVENT_TOO_LARGE(ErrorCode.STREAM_EVENT_TOO_LARGE, NEVER, NO_OTHER, NEUTRAL, QUIET),

  // The gateway itself has no room for the response, whoever gave it.
  GATEWAY_OVERLOADED(ErrorCode.GATEWAY_OVERLOADED, NEVER, NO_OTHER, NEUTRAL, QUIET),

  // No target was asked.
  ALL_UNAVAILABLE(ErrorCode.NO_HEALTHY_TARGET, NEVER, NO_OTHER, NEUTRAL, QUIET);

  /** Whether the same target may be asked again. */
  public enum SameTarget {
    NEVER,
    /** After the backoff or the provider's own wait, whichever is longer. */
    AFTER_BACKOFF,
    /** Without a wait and without counting as an attempt, once a request; then after backoff. */
    AT_ONCE,
    /** Only if the provider named a wait, and the time left and the cap on waits allow it. */
    IF_WAIT_FITS,
    /** After the backoff, once a request. */
    ONCE
  }

  /** Whether another target may be asked. */
  public enum NextTarget {
    NO_OTHER,
    YES,
    /** One more target and no further: what was sent may be billed twice, but not three times. */
    AT_MOST_ONE,
    /**
     * Only a target of a later priority under another model name. The gateway does not know how
     * large contexts are; an operator who wants a larger fallback configures exactly that.
     */
    LARGER_FALLBACK
  }

  /** What the target's health learns. */
  public enum Health {
    NEUTRAL,
    FAILURE,
    COOL_DOWN,
    BENCH_CREDENTIAL,
    /** As a rejected credential once three requests in a row were answered so; else nothing. */
    BENCH_IF_REPEATED
  }

  /** Whether an operator must act. */
  public enum Alert {
    QUIET,
    ALERT
  }

  private final ErrorCode code;
  private final SameTarget sameTarget;
  private final NextTarget nextTarget;
  private final Health health;
  private final Alert alert;

  FaultKind(
      ErrorCode code, SameTarget sameTarget, NextTarget nextTarget, Health health, Alert alert) {
    this.code = code;
    this.sameTarget = sameTarget;
    this.nextTarget = nextTarget;
    this.health = health;
    this.alert = alert;
  }

  /** What the client is told, if no other attempt succeeds. */
  public ErrorCode code() {
    return code;
  }

  /** Whether the same target may be asked again. */
  public SameTarget sameTarget() {
    return sameTarget;
  }

  /** Whether another target may be asked. */
  public NextTarget nextTarget() {
    return nextTarget;
  }

  /** What the target's health learns. */
  public Health health() {
    return health;
  }

  /** Whether an operator must act. */
  public boolean alert() {
    return alert == Alert.ALERT;
  }

  /** Whether a wait that the provider names means anything: not where the request is at fault. */
  boolean obeysWait() {
    return sameTarget == AFTER_BACKOFF || sameTarget == IF_WAIT_FITS || this == GATEWAY_TIMEOUT;
  }
}
