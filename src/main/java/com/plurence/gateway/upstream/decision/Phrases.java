package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.dialect.ProviderError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a provider's sentence is about, where it has no code that says so. Each is a collection of
 * what providers write; what none of them knows means nothing.
 */
final class Phrases {
  private static final Pattern TOO_LONG =
      pattern("maximum context length|context window|prompt is too long|context length exceeded");
  private static final Pattern CONTENT =
      pattern(
          "moderation|moderated|flagged|guardrail|content["
              + " _-]?(?:filter|policy|management|safety|violat|risk|exists)|(?:usage|safety|acceptable"
              + " use) (?:polic|guideline)|violat\\w+ (?:\\w+"
              + " ){0,3}(?:polic|guideline|terms)|safety"
              + " (?:system|check|filter|setting)|safety_check|prohibited"
              + " content|harmful|inappropriate|sensitive|blocked by (?:\\w+"
              + " ){0,3}(?:filter|firewall|waf|rule)|prompt injection|jailbreak");
  private static final Pattern PERMISSION =
      pattern(
          "api[ _-]?key|credential|authoriz|authentica|permission|access[ _-]?denied"
              + "|accessdenied|billing|quota|subscription|suspended|deactivated"
              + "|(?:invalid|expired|incorrect|missing) (?:access )?token|does not have access");
  private static final Pattern RATE =
      pattern(
          "tokens? per (?:min|day|hour)|requests? per (?:min|day|hour)|rate limit|\\b[TR]P[MD]\\b");
  private static final Pattern MODEL =
      pattern(
          "(?:invalid|unknown|no such) model|model\\b[^.]{0,120}? (?:not found|not exist"
              + "|doesn't exist|could not be found)|model_not_found|not a valid model");
  private static final Pattern LARGER_THAN = pattern("too large for|larger than");
  private static final Pattern LIMIT = pattern("\\blimit:?\\s*([\\d,]{1,15})");
  private static final Pattern REQUESTED = pattern("\\brequested:?\\s*([\\d,]{1,15})");

  private Phrases() {}

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  /** That the prompt is longer than the model can read. */
  static boolean ofLength(ProviderError error) {
    return TOO_LONG.matcher(message(error)).find();
  }

  /** What is asked or answered, rather than who asks. */
  static boolean ofContent(Optional<ProviderError> error) {
    return CONTENT.matcher(words(error)).find();
  }

  /** Who asks, and whether they may. */
  static boolean ofPermission(Optional<ProviderError> error) {
    return PERMISSION.matcher(words(error)).find();
  }

  /** How much is asked in how short a time. */
  static boolean ofRate(Optional<ProviderError> error) {
    return RATE.matcher(words(error)).find();
  }

  /** That there is no such model. */
  static boolean ofUnknownModel(Optional<ProviderError> error) {
    return MODEL.matcher(words(error)).find();
  }

  /**
   * That this request alone is larger than what may be asked in the time, however long one waits.
   */
  static boolean ofMoreThanTheRate(Optional<ProviderError> error) {
    String words = words(error);
    Matcher limit = LIMIT.matcher(words);
    Matcher requested = REQUESTED.matcher(words);
    boolean counted = limit.find() && requested.find();
    return LARGER_THAN.matcher(words).find()
        || (counted && number(requested.group(1)) > number(limit.group(1)));
  }

  private static long number(String digits) {
    String plain = digits.replace(",", "");
    return plain.isEmpty() ? 0 : Long.parseLong(plain);
  }

  /** Some write a sentence where others have a code. */
  private static String words(Optional<ProviderError> error) {
    return error
        .map(
            said ->
                Stream.of(said.message(), said.code(), said.type(), said.reason())
                    .flatMap(Optional::stream)
                    .map(Phrases::shortened)
                    .collect(Collectors.joining(" ")))
        .orElse("");
  }

  private static String message(ProviderError error) {
    return shortened(error.message().orElse(""));
  }

  private static String shortened(String text) {
    return text.length() > 4096 ? text.substring(0, 4096) : text;
  }
}
