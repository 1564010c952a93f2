package com.plurence.gateway.config.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as {@code 65536B}, {@code 64KiB}, {@code 10MiB} or {@code 1GiB}. */
public final class Sizes {
  /** Bytes of a kibibyte. */
  public static final int KIB = 1024;

  /** Bytes of a mebibyte. */
  public static final int MIB = 1024 * KIB;

  /** Bytes of a gibibyte. */
  public static final int GIB = 1024 * MIB;

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,9})(B|KiB|MiB|GiB)");

  private Sizes() {}

  /** A size of at least one byte. */
  public static Format<Long> upToMib(int most) {
    return Format.of(
        "a size from 1B to %dMiB, such as 65536B, 64KiB or 10MiB".formatted(most),
        text -> parse(text).filter(size -> size <= (long) most * MIB));
  }

  /** A size in these bounds, both of them in mebibytes. */
  public static Format<Long> between(int least, int most) {
    return Format.of(
        "a size from %dMiB to %dMiB".formatted(least, most),
        text ->
            parse(text).filter(size -> size >= (long) least * MIB && size <= (long) most * MIB));
  }

  private static Optional<Long> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "KiB" -> amount * KIB;
          case "MiB" -> amount * MIB;
          case "GiB" -> amount * GIB;
          default -> amount;
        });
  }
}
