package com.plurence.gateway.dialect.anthropic.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.error.ErrorMeaning;
import com.plurence.gateway.dialect.error.ErrorReason;
import com.plurence.gateway.dialect.error.ErrorTopic;
import com.plurence.gateway.dialect.error.ProviderError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads error objects: {@code {"type":…,"message":…,"details":{"error_code":…}}}. */
public final class AnthropicErrors {
  private static final int CONFLICT = 409;

  /** Codes of errors that no wait mends, since they are the account's; some come with a 429. */
  private static final Set<String> OF_ACCOUNT =
      Set.of(
          "contract_spend_limit_reached",
          "enforced_spend_limit_reached",
          "linked_organization_spend_limit_reached",
          "linked_organization_billing_unavailable",
          "organization_on_hold",
          "cmek_key_disabled",
          "cmek_key_network_blocked");

  private static final Pattern BILLING = pattern("credit balance|billing");
  private static final Pattern TOO_LONG = pattern("prompt is too long|context window");

  private AnthropicErrors() {}

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** The error that {@code error} tells of, the value of the member of that name. */
  public static ProviderError read(JsonNode error) {
    Optional<String> type = text(error.path("type"));
    Optional<String> message = text(error.path("message"));
    Optional<String> code = text(error.path("details").path("error_code"));
    return new ProviderError(
        Optional.empty(),
        type,
        message,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        code,
        meaning(type.orElse(""), message.orElse(""), code.orElse("")));
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue()).filter(words -> !words.isBlank());
  }

  private static ErrorMeaning meaning(String type, String message, String code) {
    boolean ofModel = message.toLowerCase(Locale.ROOT).contains("model");
    Set<ErrorTopic> topics = ofModel ? Set.of(ErrorTopic.MODEL) : Set.of();
    if (type.equals("conflict_error")) {
      return new ErrorMeaning(CONFLICT, Optional.empty(), topics);
    }
    Optional<ErrorReason> reason = reason(type, message, code, ofModel);
    return new ErrorMeaning(reason.orElse(ErrorReason.FAILED).status(), reason, topics);
  }

  private static Optional<ErrorReason> reason(
      String type, String message, String code, boolean ofModel) {
    if (OF_ACCOUNT.contains(code)) {
      return Optional.of(ErrorReason.CREDENTIAL);
    }
    return switch (type) {
      case "authentication_error", "permission_error", "billing_error" ->
          Optional.of(ErrorReason.CREDENTIAL);
      case "rate_limit_error" -> Optional.of(ErrorReason.RATE);
      case "overloaded_error" -> Optional.of(ErrorReason.OVERLOADED);
      case "timeout_error" -> Optional.of(ErrorReason.TIMED_OUT);
      case "api_error" -> Optional.of(ErrorReason.FAILED);
      case "request_too_large" -> Optional.of(ErrorReason.TOO_LARGE);
      case "not_found_error" -> Optional.of(ofModel ? ErrorReason.MODEL : ErrorReason.NOT_FOUND);
      case "invalid_request_error" -> Optional.of(ofRequest(message));
      default -> Optional.empty();
    };
  }

  private static ErrorReason ofRequest(String message) {
    if (BILLING.matcher(message).find()) {
      return ErrorReason.CREDENTIAL;
    }
    return TOO_LONG.matcher(message).find() ? ErrorReason.TOO_LONG : ErrorReason.REQUEST;
  }
}
