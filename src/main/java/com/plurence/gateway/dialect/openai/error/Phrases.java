package com.plurence.gateway.dialect.openai.error;

import com.plurence.gateway.dialect.error.ErrorTopic;
import com.plurence.gateway.dialect.error.ProviderError;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  /** Everything that the words of {@code error} are about. */
  static Set<ErrorTopic> topics(ProviderError error) {
    Set<ErrorTopic> topics = EnumSet.noneOf(ErrorTopic.class);
    String words = words(error);
    if (CONTENT.matcher(words).find()) {
      topics.add(ErrorTopic.CONTENT);
    }
    if (PERMISSION.matcher(words).find()) {
      topics.add(ErrorTopic.PERMISSION);
    }
    if (RATE.matcher(words).find()) {
      topics.add(ErrorTopic.RATE);
    }
    if (asksForMoreThanTheRate(words)) {
      topics.add(ErrorTopic.MORE_THAN_THE_RATE);
    }
    if (MODEL.matcher(words).find()) {
      topics.add(ErrorTopic.UNKNOWN_MODEL);
    }
    if (contains(error.message(), "model")) {
      topics.add(ErrorTopic.MODEL);
    }
    if (contains(error.type(), "connector")) {
      topics.add(ErrorTopic.CONNECTOR);
    }
    return topics;
  }

  private static boolean contains(Optional<String> text, String word) {
    return text.isPresent() && text.get().toLowerCase(Locale.ROOT).contains(word);
  }

  private static boolean asksForMoreThanTheRate(String words) {
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
  private static String words(ProviderError error) {
    return Stream.of(error.message(), error.code(), error.type(), error.reason())
        .flatMap(Optional::stream)
        .map(Phrases::shortened)
        .collect(Collectors.joining(" "));
  }

  private static String message(ProviderError error) {
    return shortened(error.message().orElse(""));
  }

  private static String shortened(String text) {
    return text.length() > 4096 ? text.substring(0, 4096) : text;
  }
}
