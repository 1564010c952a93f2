package com.plurence.gateway.dialect.anthropic.error;

import com.plurence.gateway.dialect.error.ErrorMeaning;
import com.plurence.gateway.dialect.error.ErrorReason;
import com.plurence.gateway.dialect.error.ErrorTopic;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the type of an error means, and the finer code that some have, whatever the status. */
final class TypeWords {
  /** Of our account: some come as a 429 that no wait mends. */
  private static final Set<String> OF_THE_ACCOUNT =
      Set.of(
          "contract_spend_limit_reached",
          "enforced_spend_limit_reached",
          "linked_organization_spend_limit_reached",
          "linked_organization_billing_unavailable",
          "organization_on_hold",
          "cmek_key_disabled",
          "cmek_key_network_blocked");

  private static final Pattern BILLING = words("credit balance|billing");
  private static final Pattern TOO_LONG = words("prompt is too long|context window");
  private static final Pattern MODEL = words("model");
  private static final int MOST_READ = 4096;

  /** That something else got in the way, and that the same may be asked again. */
  private static final int CONFLICT = 409;

  private TypeWords() {}

  private static Pattern words(String alternatives) {
    return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
  }

  static ErrorMeaning meaning(
      Optional<String> type, Optional<String> message, Optional<String> errorCode) {
    if (errorCode.filter(OF_THE_ACCOUNT::contains).isPresent()) {
      return certain(ErrorReason.CREDENTIAL);
    }
    return switch (type.orElse("")) {
      case "authentication_error", "permission_error", "billing_error" ->
          certain(ErrorReason.CREDENTIAL);
      case "rate_limit_error" -> certain(ErrorReason.RATE);
      case "overloaded_error" -> certain(ErrorReason.OVERLOADED);
      case "timeout_error" -> certain(ErrorReason.TIMED_OUT);
      case "api_error" -> certain(ErrorReason.FAILED);
      case "conflict_error" -> new ErrorMeaning(CONFLICT, Optional.empty(), Set.of(), true);
      case "request_too_large" -> certain(ErrorReason.TOO_LARGE);
      case "not_found_error" -> notFound(message);
      case "invalid_request_error" -> certain(ofRequest(message));
      default -> ErrorMeaning.UNKNOWN;
    };
  }

  private static ErrorMeaning certain(ErrorReason reason) {
    return new ErrorMeaning(reason.status(), Optional.of(reason), Set.of(), true);
  }

  /** A wrong path is answered without a word of the model. */
  private static ErrorMeaning notFound(Optional<String> message) {
    Set<ErrorTopic> topics = says(MODEL, message) ? Set.of(ErrorTopic.MODEL) : Set.of();
    ErrorReason reason = ErrorReason.NOT_FOUND;
    return new ErrorMeaning(reason.status(), Optional.of(reason), topics, true);
  }

  private static ErrorReason ofRequest(Optional<String> message) {
    if (says(BILLING, message)) {
      return ErrorReason.CREDENTIAL;
    }
    return says(TOO_LONG, message) ? ErrorReason.TOO_LONG : ErrorReason.REQUEST;
  }

  private static boolean says(Pattern words, Optional<String> message) {
    return message
        .map(text -> text.length() > MOST_READ ? text.substring(0, MOST_READ) : text)
        .filter(text -> words.matcher(text).find())
        .isPresent();
  }
}
