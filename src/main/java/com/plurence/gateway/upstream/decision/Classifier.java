package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.provider.ProviderError;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the row of the decision table for what a provider answered. */
public final class Classifier {
  private static final String NO_REASON = "no reason given";

  private Classifier() {}

  /** What the request asked for, and so what an answer must be. */
  public enum Expected {
    JSON("application/json"),
    EVENTS("text/event-stream");

    private final String contentType;

    Expected(String contentType) {
      this.contentType = contentType;
    }

    public boolean is(@Nullable String actual) {
      if (actual == null) {
        return false;
      }
      int parameters = actual.indexOf(';');
      String type = parameters < 0 ? actual : actual.substring(0, parameters);
      return type.trim().equalsIgnoreCase(contentType);
    }
  }

  /**
   * What is wrong with an answer, if anything.
   *
   * @param error what its body says, if that is an error object
   * @param now for a wait that is given as a date
   */
  public static Optional<UpstreamFault> answer(
      int status, MultiMap headers, Expected expected, Optional<ProviderError> error, Instant now) {
    if (isSuccess(status) && error.isEmpty()) {
      return expected.is(headers.get(HttpHeaders.CONTENT_TYPE))
          ? Optional.empty()
          : Optional.of(UpstreamFault.of(FaultKind.CONTENT_TYPE));
    }
    Optional<Duration> asked =
        RetryAfter.read(headers, error.flatMap(ProviderError::retryDelay), now);
    int meant = isSuccess(status) ? error.map(InnerCode::status).orElse(status) : status;
    return Optional.of(fault(meant, error, asked));
  }

  /** The fault that an error object inside a 200 stream means, before its first content. */
  public static UpstreamFault inBand(ProviderError error) {
    return fault(
        InnerCode.status(error),
        Optional.of(error),
        error.retryDelay().filter(w -> !w.isNegative()));
  }

  /** The fault that an error object means once the client has part of the answer. */
  public static UpstreamFault inStream(ProviderError error) {
    boolean requestAtFault = inBand(error).kind().health() == Health.NEUTRAL;
    return UpstreamFault.of(requestAtFault ? FaultKind.STREAM_REJECTED : FaultKind.STREAM_ERROR);
  }

  private static UpstreamFault fault(
      int status, Optional<ProviderError> error, Optional<Duration> asked) {
    FaultKind kind = kind(status, error);
    UpstreamFault fault = describe(kind, error);
    if (kind == FaultKind.RATE_LIMITED) {
      // A refusal for the rate always tells the client when to come back.
      return asked.isPresent()
          ? fault.withWait(asked.get())
          : new UpstreamFault(
              kind, fault.answer().withRetryAfter(TargetHealth.COOL_DOWN), Optional.empty());
    }
    return kind.obeysWait() ? asked.map(fault::withWait).orElse(fault) : fault;
  }

  private static UpstreamFault describe(FaultKind kind, Optional<ProviderError> error) {
    return switch (kind) {
      case REJECTED, CONTEXT_LENGTH, CONTENT_FILTER -> UpstreamFault.quoting(kind, reason(error));
      case REJECTED_FIELDS ->
          UpstreamFault.naming(kind, error.map(ProviderError::fields).orElseThrow());
      default -> UpstreamFault.of(kind);
    };
  }

  private static String reason(Optional<ProviderError> error) {
    return error
        .map(ProviderError::clientMessage)
        .filter(message -> !message.isEmpty())
        .orElse(NO_REASON);
  }

  private static FaultKind kind(int status, Optional<ProviderError> error) {
    return switch (status) {
      case 401, 402 -> FaultKind.CREDENTIAL;
      case 403 -> is(error, InnerCode.FILTERED) ? FaultKind.CONTENT_FILTER : FaultKind.CREDENTIAL;
      case 404 -> speaksOfModel(error) ? FaultKind.MODEL_UNKNOWN : FaultKind.PATH_UNKNOWN;
      case 408, 409 -> FaultKind.TRANSIENT;
      case 413 -> FaultKind.REQUEST_TOO_LARGE;
      case 429 -> is(error, InnerCode.CREDENTIAL) ? FaultKind.CREDENTIAL : FaultKind.RATE_LIMITED;
      case 503, 529 -> FaultKind.OVERLOADED;
      case 504 -> FaultKind.GATEWAY_TIMEOUT;
      default -> {
        if (status >= 400 && status < 500) {
          yield rejection(status, error);
        }
        // A status below 200 is never final, and one of 600 or more does not exist.
        yield status >= 300 && status < 400 ? FaultKind.REDIRECT : FaultKind.SERVER_ERROR;
      }
    };
  }

  private static FaultKind rejection(int status, Optional<ProviderError> error) {
    if (is(error, InnerCode.CREDENTIAL)) {
      return FaultKind.CREDENTIAL;
    }
    if (is(error, InnerCode.MODEL)) {
      return FaultKind.MODEL_UNKNOWN;
    }
    if (is(error, InnerCode.TOO_LONG)) {
      return FaultKind.CONTEXT_LENGTH;
    }
    if (is(error, InnerCode.FILTERED)) {
      return FaultKind.CONTENT_FILTER;
    }
    boolean namesFields = error.map(said -> !said.fields().isEmpty()).orElse(false);
    return namesFields && (status == 400 || status == 422)
        ? FaultKind.REJECTED_FIELDS
        : FaultKind.REJECTED;
  }

  private static boolean is(Optional<ProviderError> error, InnerCode meaning) {
    return error.isPresent() && InnerCode.of(error.get()).filter(meaning::equals).isPresent();
  }

  /** A wrong path is answered without a word of the model; a wrong model never is. */
  private static boolean speaksOfModel(Optional<ProviderError> error) {
    return is(error, InnerCode.MODEL)
        || error
            .flatMap(ProviderError::message)
            .map(message -> message.toLowerCase(Locale.ROOT).contains("model"))
            .orElse(false);
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }
}
