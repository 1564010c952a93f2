package com.plurence.gateway.config.yaml;

import com.plurence.gateway.config.Secret;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes its value.
 *
 * @param accepted what is accepted, to complete "accepted: ..."
 * @param visible what a message may show of the text in the file; empty for nothing
 * @param parser empty for a text that is not accepted
 */
public record Format<T>(
    String accepted, UnaryOperator<String> visible, Function<String, Optional<T>> parser) {
  private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,9})");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,15})?");

  private static final Pattern THREE_DECIMALS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,3}0*)?");

  /** A format whose texts are no secret. */
  public static <T> Format<T> of(String accepted, Function<String, Optional<T>> parser) {
    return new Format<>(accepted, UnaryOperator.identity(), parser);
  }

  /** Text that passes a test. */
  public static Format<String> text(String accepted, Predicate<String> test) {
    return of(accepted, text -> Optional.of(text).filter(test));
  }

  /** A secret that passes a test; messages show nothing of it. */
  public static Format<Secret> secret(String accepted, Predicate<String> test) {
    return new Format<>(
        accepted, text -> "", text -> Optional.of(text).filter(test).map(Secret::new));
  }

  /** {@code true} or {@code false}. */
  public static Format<Boolean> flag() {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    flags.put("true", true);
    flags.put("false", false);
    return choice(flags);
  }

  /** One of the constants, in lower case. */
  public static <E extends Enum<E>> Format<E> choice(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    Arrays.stream(type.getEnumConstants())
        .forEach(choice -> choices.put(choice.name().toLowerCase(Locale.ROOT), choice));
    return choice(choices);
  }

  /** One of the keys. */
  public static <T> Format<T> choice(Map<String, T> choices) {
    return of(
        String.join(" or ", choices.keySet()), text -> Optional.ofNullable(choices.get(text)));
  }

  /** A whole number within bounds, both included. */
  public static Format<Integer> whole(int least, int most) {
    return of(
        "a whole number from %d to %d".formatted(least, most),
        text ->
            Optional.of(text)
                .filter(WHOLE.asMatchPredicate())
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most)
                .map(Long::intValue));
  }

  /** A number within bounds, both included. */
  public static Format<Double> number(int least, int most) {
    return of(
        "a number from %d to %d".formatted(least, most),
        text ->
            Optional.of(text)
                .filter(DECIMAL.asMatchPredicate())
                .map(Double::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  /** A part of a whole: more than nothing, and not more than nine tenths. */
  public static Format<Double> share() {
    return of(
        "a number from 0.01 to 0.9",
        text ->
            Optional.of(text)
                .filter(DECIMAL.asMatchPredicate())
                .map(Double::valueOf)
                .filter(share -> share >= 0.01 && share <= 0.9));
  }

  /** A number with at most three decimals within bounds, all in thousandths, both included. */
  public static Format<Integer> thousandths(int least, int most) {
    return of(
        "a number from %s to %s with at most 3 decimals"
            .formatted(ofThousandths(least), ofThousandths(most)),
        text ->
            Optional.of(text)
                .filter(THREE_DECIMALS.asMatchPredicate())
                .map(number -> new BigDecimal(number).movePointRight(3).intValueExact())
                .filter(number -> number >= least && number <= most));
  }

  private static String ofThousandths(int number) {
    return BigDecimal.valueOf(number, 3).stripTrailingZeros().toPlainString();
  }

  /** A file that exists and can be read. */
  public static Format<Path> file() {
    return of("a file that exists and can be read", Format::readable);
  }

  private static Optional<Path> readable(String text) {
    try {
      Path path = Path.of(text);
      return Files.isRegularFile(path) && Files.isReadable(path)
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }
}
