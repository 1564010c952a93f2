package com.plurence.gateway.dialect.google.error;

import com.plurence.gateway.dialect.error.ErrorMeaning;
import com.plurence.gateway.dialect.error.ErrorReason;
import com.plurence.gateway.dialect.error.ErrorTopic;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the status of an error means: the words of Google's APIs, whatever the HTTP status. */
final class StatusWords {
  private static final int MOST_READ = 4096;

  /** That something else got in the way, and that the same may be asked again. */
  private static final int ABORTED = 409;

  private static final Pattern TOO_LONG =
      Pattern.compile(
          "(?i)token count|number of tokens|too many tokens|token limit|exceed\\w*"
              + " [^.]{0,80}\\btokens\\b|context (?:length|window)|prompt is too long");

  private StatusWords() {}

  static ErrorMeaning meaning(
      Optional<String> code,
      Optional<String> status,
      Optional<String> message,
      Optional<String> reason) {
    if (reason.filter("API_KEY_INVALID"::equals).isPresent()) {
      return certain(ErrorReason.CREDENTIAL);
    }
    return switch (status.orElse("")) {
      case "UNAUTHENTICATED", "PERMISSION_DENIED", "FAILED_PRECONDITION" ->
          certain(ErrorReason.CREDENTIAL);
      case "RESOURCE_EXHAUSTED" -> certain(ErrorReason.RATE);
      case "UNAVAILABLE" -> certain(ErrorReason.OVERLOADED);
      case "DEADLINE_EXCEEDED" -> certain(ErrorReason.TIMED_OUT);
      case "INTERNAL" -> certain(ErrorReason.FAILED);
      case "CANCELLED", "ABORTED" -> new ErrorMeaning(ABORTED, Optional.empty(), Set.of(), true);
      case "NOT_FOUND" -> notFound(message);
      case "INVALID_ARGUMENT" ->
          certain(says(message, TOO_LONG) ? ErrorReason.TOO_LONG : ErrorReason.REQUEST);
      default -> byNumber(code);
    };
  }

  private static ErrorMeaning certain(ErrorReason reason) {
    return new ErrorMeaning(reason.status(), Optional.of(reason), Set.of(), true);
  }

  private static ErrorMeaning notFound(Optional<String> message) {
    boolean ofModel = message.orElse("").toLowerCase(Locale.ROOT).contains("model");
    return new ErrorMeaning(
        ErrorReason.NOT_FOUND.status(),
        Optional.of(ErrorReason.NOT_FOUND),
        ofModel ? Set.of(ErrorTopic.MODEL) : Set.of(),
        true);
  }

  private static boolean says(Optional<String> message, Pattern words) {
    String text = message.orElse("");
    return words.matcher(text.substring(0, Math.min(text.length(), MOST_READ))).find();
  }

  private static ErrorMeaning byNumber(Optional<String> code) {
    int status =
        code.filter(number -> number.matches("[45]\\d\\d"))
            .map(Integer::valueOf)
            .orElse(ErrorReason.FAILED.status());
    return new ErrorMeaning(status, Optional.empty(), Set.of());
  }
}
