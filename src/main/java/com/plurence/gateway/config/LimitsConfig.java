package com.plurence.gateway.config;

import com.plurence.gateway.limit.Limits;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What may be used where nobody has said otherwise, and how that is kept.
 *
 * @param account of every account that has no value of its own
 * @param project of every project
 * @param key of every API key
 * @param models of every project, by the model's name as clients send it
 * @param reserve what a request takes before it is known what it uses
 * @param estimate how that is foretold
 * @param cacheReadWeight thousandths, from 0 to 1,000: what a token from a provider's cache counts
 *     as tokens per minute and month
 * @param warnAt thousandths, from 10 to 1,000: the share of a day's or month's limit at which
 *     people are warned
 * @param away what to do while the shared counts can't be reached
 * @param headers whether responses tell how limits stand
 */
public record LimitsConfig(
    Limits account,
    Limits project,
    Limits key,
    Map<String, Limits> models,
    Reserve reserve,
    Estimate estimate,
    int cacheReadWeight,
    int warnAt,
    Away away,
    boolean headers) {

  /** Nothing is limited. */
  public static final LimitsConfig DEFAULT =
      new LimitsConfig(
          Limits.NONE,
          Limits.NONE,
          Limits.NONE,
          Map.of(),
          Reserve.LEARNED,
          Estimate.DEFAULT,
          1_000,
          800,
          Away.LOCAL,
          true);

  /** Copies the map. */
  public LimitsConfig {
    models = Map.copyOf(models);
  }

  /** What a request takes before it is known what it uses. */
  public enum Reserve {
    /** As much output as such requests have had. */
    LEARNED,
    /** As much output as it may have at most. */
    MAX;

    /** The name in configuration and API. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name, if there is one. */
    public static Optional<Reserve> named(String label) {
      return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }
  }

  /** What to do while the shared counts can't be reached. */
  public enum Away {
    /** Each gateway keeps its share of each limit by itself. */
    LOCAL,
    /** Nothing that is limited is let through. */
    CLOSED
  }

  /**
   * How many tokens a request is expected to use.
   *
   * @param learn whether what requests have used improves it
   * @param tokensPerByte thousandths, from 1 to 10,000: of text in a request
   * @param imageTokens for each image in a request
   * @param outputTokens of a response to a request that sets no limit to it
   */
  public record Estimate(boolean learn, int tokensPerByte, int imageTokens, int outputTokens) {
    /** What experience with English text and JSON suggests. */
    public static final Estimate DEFAULT = new Estimate(true, 330, 1_000, 512);
  }
}
