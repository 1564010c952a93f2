package com.plurence.gateway.dialect.openai.error;

import com.plurence.gateway.dialect.error.ErrorReason;
import com.plurence.gateway.dialect.error.ProviderError;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the words in a provider's error object mean. They are those of OpenAI, Azure, Anthropic,
 * Google and vLLM; a number is an HTTP status.
 */
final class ReasonWords {
  private ReasonWords() {}

  /** The HTTP status that an error object stands for; 500 if nothing in it is known. */
  static int status(ProviderError error) {
    return error
        .code()
        .filter(code -> code.matches("[45]\\d\\d"))
        .map(Integer::valueOf)
        .or(() -> of(error).map(ErrorReason::status))
        .orElse(ErrorReason.FAILED.status());
  }

  /** The meaning of the first word that is known of reason, code and type, in this order. */
  static Optional<ErrorReason> of(ProviderError error) {
    Optional<ErrorReason> said =
        Stream.of(error.reason(), error.code(), error.type())
            .flatMap(Optional::stream)
            .flatMap(word -> named(word).stream())
            .findFirst();
    boolean vague = said.isEmpty() || said.get() == ErrorReason.REQUEST;
    return vague && Phrases.ofLength(error) ? Optional.of(ErrorReason.TOO_LONG) : said;
  }

  private static Optional<ErrorReason> named(String word) {
    return Optional.ofNullable(
        switch (word.toLowerCase(Locale.ROOT)) {
          case "insufficient_quota",
              "billing_hard_limit_reached",
              "billing_not_active",
              "billing_error",
              "invalid_api_key",
              "invalidapikey",
              "api_key_invalid",
              "authentication_error",
              "permission_error",
              "permission_denied",
              "unauthenticated" ->
              ErrorReason.CREDENTIAL;
          case "content_filter",
              "content_policy_violation",
              "responsibleaipolicyviolation",
              "content_moderation",
              "content_blocked",
              "moderation",
              "moderation_error",
              "moderation_blocked",
              "guardrail_intervened",
              "prohibited_content",
              "sensitive_content",
              "data_inspection_failed",
              "datainspectionfailed",
              "invalid_prompt",
              "safety" ->
              ErrorReason.FILTERED;
          case "context_length_exceeded" -> ErrorReason.TOO_LONG;
          case "model_not_found", "model_not_found_error", "deploymentnotfound", "unknown_model" ->
              ErrorReason.MODEL;
          case "rate_limit_exceeded",
              "rate_limit_error",
              "rate_limited",
              "ratelimitexceeded",
              "ratelimiterror",
              "throttling",
              "throttlingexception",
              "tokens_per_minute_limit_exceeded",
              "resource_exhausted",
              "too_many_requests" ->
              ErrorReason.RATE;
          case "overloaded_error",
              "overloaded",
              "engine_overloaded",
              "unavailable",
              "capacity_exceeded",
              "service_unavailable",
              "serviceunavailable",
              "server_busy" ->
              ErrorReason.OVERLOADED;
          case "timeout", "timeout_error", "deadline_exceeded" -> ErrorReason.TIMED_OUT;
          case "request_too_large" -> ErrorReason.TOO_LARGE;
          case "not_found_error", "notfounderror", "not_found" -> ErrorReason.NOT_FOUND;
          case "server_error",
              "api_error",
              "internal_error",
              "internalservererror",
              "internal_server_error",
              "internalerror",
              "internal" ->
              ErrorReason.FAILED;
          case "invalid_request_error", "badrequesterror", "invalid_argument" ->
              ErrorReason.REQUEST;
          default -> null;
        });
  }
}
