package com.plurence.gateway.limit.redis.script;

import com.plurence.gateway.limit.Dimension;

/** How the scripts call dimensions and what they count in. */
public final class Letters {
  private Letters() {}

  /** Of a dimension, where a limit is named. */
  public static String of(Dimension dimension) {
    return switch (dimension) {
      case RPM -> "R";
      case TPM -> "T";
      case RPD -> "D";
      case TOKENS_PER_MONTH -> "M";
      case CONCURRENCY -> "C";
      case USD_PER_DAY -> "E";
      case USD_PER_MONTH -> "F";
    };
  }

  /** Of the window of a minute, or of what is held; empty for requests of a day. */
  public static String window(Dimension dimension) {
    return switch (dimension) {
      case RPM -> "r";
      case TPM -> "t";
      case RPD -> "";
      case TOKENS_PER_MONTH -> "k";
      case CONCURRENCY -> "c";
      case USD_PER_DAY -> "u";
      case USD_PER_MONTH -> "w";
    };
  }

  /** Of the sum of a day or month. */
  public static String sum(Dimension dimension) {
    return switch (dimension) {
      case RPD -> "d";
      case TOKENS_PER_MONTH -> "m";
      case USD_PER_DAY -> "e";
      case USD_PER_MONTH -> "f";
      case RPM, TPM, CONCURRENCY -> "";
    };
  }
}
