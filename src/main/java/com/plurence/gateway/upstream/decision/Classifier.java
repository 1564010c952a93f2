package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.dialect.error.ErrorMeaning;
import com.plurence.gateway.dialect.error.ErrorReason;
import com.plurence.gateway.dialect.error.ErrorTopic;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds the row of the decision table for what a provider said in place of a response. */
public final class Classifier {
  private static final CharSequence SHOULD_RETRY = HttpHeaders.createOptimized("x-should-retry");
  private static final String NO_REASON = "no reason given";

  private Classifier() {}

  /**
   * The fault that a response means which is none.
   *
   * @param status of a failure, which decides unless the words are certain; or of a success whose
   *     body is an error object, which then decides
   * @param now for a wait that is given as a date
   */
  public static UpstreamFault refusal(int status, MultiMap headers, Refusal refusal, Instant now) {
    Optional<ProviderError> error = refusal.error();
    Optional<Duration> asked =
        RetryAfter.read(headers, error.flatMap(ProviderError::retryDelay), now);
    boolean success = status >= 200 && status < 300;
    int meant =
        error
            .map(ProviderError::meaning)
            .filter(meaning -> success || meaning.certain())
            .map(ErrorMeaning::status)
            .orElse(status);
    UpstreamFault fault = fault(meant, refusal, asked);
    return "false".equalsIgnoreCase(headers.get(SHOULD_RETRY)) ? fault.asUnrepeatable() : fault;
  }

  /** The fault that an error object inside a success means, before the first content. */
  public static UpstreamFault inBand(ProviderError error) {
    return fault(
        error.meaning().status(),
        new Refusal(Optional.of(error), false, error.clientMessage()),
        error.retryDelay().filter(w -> !w.isNegative()));
  }

  /**
   * The fault that an error object means once the client has part of the response. Only what says
   * something of the target is a failure of it.
   */
  public static UpstreamFault inStream(ProviderError error) {
    UpstreamFault before = inBand(error);
    Health health = before.kind().health();
    boolean ofTarget = health == Health.FAILURE || health == Health.BENCH_CREDENTIAL;
    return UpstreamFault.of(ofTarget ? FaultKind.STREAM_ERROR : FaultKind.STREAM_REJECTED)
        .saying(before.said());
  }

  private static UpstreamFault fault(int status, Refusal refusal, Optional<Duration> asked) {
    FaultKind kind = kind(status, refusal);
    UpstreamFault fault = describe(kind, refusal).saying(refusal.text());
    // A refusal for the rate always tells the client when to come back.
    return switch (kind) {
      case RATE_LIMITED ->
          asked.map(fault::withWait).orElseGet(() -> fault.telling(CoolDown.USUAL));
      case ABOVE_RATE -> fault.telling(asked.orElse(CoolDown.USUAL)).asUnrepeatable();
      default -> kind.obeysWait() ? asked.map(fault::withWait).orElse(fault) : fault;
    };
  }

  private static UpstreamFault describe(FaultKind kind, Refusal refusal) {
    return switch (kind) {
      case REJECTED, CONTEXT_LENGTH, CONTENT_FILTER ->
          UpstreamFault.quoting(kind, refusal.text().isEmpty() ? NO_REASON : refusal.text());
      case REJECTED_FIELDS ->
          UpstreamFault.naming(kind, refusal.error().map(ProviderError::fields).orElseThrow());
      default -> UpstreamFault.of(kind);
    };
  }

  private static FaultKind kind(int status, Refusal refusal) {
    Optional<ProviderError> error = refusal.error();
    return switch (status) {
      case 401 -> FaultKind.CREDENTIAL;
      case 402 -> is(error, ErrorReason.CREDENTIAL) ? FaultKind.CREDENTIAL : FaultKind.DENIED;
      case 403 -> forbidden(refusal);
      case 404 -> speaksOfModel(error) ? FaultKind.MODEL_UNKNOWN : FaultKind.PATH_UNKNOWN;
      // Whoever says this stands between the gateway and the provider.
      case 407 -> FaultKind.PROXY_REFUSED;
      case 408, 409, 425 -> FaultKind.TRANSIENT;
      case 413 -> tooLarge(error);
      case 424 -> dependency(error);
      case 429 -> limited(error);
      case 498, 503, 529 -> FaultKind.OVERLOADED;
      // 524 is the 504 of a network that many providers are behind.
      case 504, 524 -> FaultKind.GATEWAY_TIMEOUT;
      default -> {
        if (status >= 400 && status < 500) {
          yield rejection(status, error);
        }
        // A status below 200 is never final, and one of 600 or more does not exist.
        yield status >= 300 && status < 400 ? FaultKind.REDIRECT : FaultKind.SERVER_ERROR;
      }
    };
  }

  /** For the prompt, for the credential, or for a reason that only time will tell. */
  private static FaultKind forbidden(Refusal refusal) {
    Optional<ProviderError> error = refusal.error();
    if (refusal.page()) {
      // A firewall in front of the provider has read the request and not the credential.
      return FaultKind.REJECTED;
    }
    if (is(error, ErrorReason.MODEL)) {
      return FaultKind.MODEL_UNKNOWN;
    }
    if (is(error, ErrorReason.FILTERED) || speaksOf(error, ErrorTopic.CONTENT)) {
      return FaultKind.CONTENT_FILTER;
    }
    if (is(error, ErrorReason.RATE)) {
      return FaultKind.RATE_LIMITED;
    }
    return is(error, ErrorReason.CREDENTIAL) || speaksOf(error, ErrorTopic.PERMISSION)
        ? FaultKind.CREDENTIAL
        : FaultKind.DENIED;
  }

  private static FaultKind tooLarge(Optional<ProviderError> error) {
    if (is(error, ErrorReason.RATE) || speaksOf(error, ErrorTopic.RATE)) {
      return FaultKind.ABOVE_RATE;
    }
    return is(error, ErrorReason.TOO_LONG) ? FaultKind.CONTEXT_LENGTH : FaultKind.REQUEST_TOO_LARGE;
  }

  /** What a model server says of its model; others say it of what the request depends on. */
  private static FaultKind dependency(Optional<ProviderError> error) {
    boolean ofRequest = is(error, ErrorReason.REQUEST) || speaksOf(error, ErrorTopic.CONNECTOR);
    return ofRequest ? FaultKind.REJECTED : FaultKind.SERVER_ERROR;
  }

  private static FaultKind limited(Optional<ProviderError> error) {
    if (is(error, ErrorReason.CREDENTIAL)) {
      return FaultKind.CREDENTIAL;
    }
    return speaksOf(error, ErrorTopic.MORE_THAN_THE_RATE)
        ? FaultKind.ABOVE_RATE
        : FaultKind.RATE_LIMITED;
  }

  private static FaultKind rejection(int status, Optional<ProviderError> error) {
    if (is(error, ErrorReason.CREDENTIAL)) {
      return FaultKind.CREDENTIAL;
    }
    if (is(error, ErrorReason.MODEL)) {
      return FaultKind.MODEL_UNKNOWN;
    }
    if (is(error, ErrorReason.TOO_LONG)) {
      return FaultKind.CONTEXT_LENGTH;
    }
    if (is(error, ErrorReason.FILTERED)) {
      return FaultKind.CONTENT_FILTER;
    }
    boolean namesFields = error.map(said -> !said.fields().isEmpty()).orElse(false);
    if (namesFields && (status == 400 || status == 422)) {
      return FaultKind.REJECTED_FIELDS;
    }
    return speaksOf(error, ErrorTopic.UNKNOWN_MODEL) ? FaultKind.MODEL_UNKNOWN : FaultKind.REJECTED;
  }

  private static boolean is(Optional<ProviderError> error, ErrorReason reason) {
    return error.isPresent() && error.get().meaning().reason().filter(reason::equals).isPresent();
  }

  private static boolean speaksOf(Optional<ProviderError> error, ErrorTopic topic) {
    return error.isPresent() && error.get().meaning().topics().contains(topic);
  }

  /** A wrong path is answered without a word of the model; a wrong model never is. */
  private static boolean speaksOfModel(Optional<ProviderError> error) {
    return is(error, ErrorReason.MODEL) || speaksOf(error, ErrorTopic.MODEL);
  }
}
