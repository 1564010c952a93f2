package com.plurence.gateway.dialect.vocabulary.answer;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.TokenUsage;

/**
 * The tokens of one response in disjoint classes, whose sum is what the provider bills. None is
 * below 0.
 *
 * @param input neither read from a cache nor written to it
 * @param cacheRead of the input, read from the provider's cache
 * @param cacheWrite of the input, written to it
 * @param output that the client sees
 * @param reasoning of thoughts
 * @param consistent whether no detail was more than what it is a part of; if one was, it is cut
 */
public record Usage(
    long input, long cacheRead, long cacheWrite, long output, long reasoning, boolean consistent) {
  /** Raises what is below 0 to 0. */
  public Usage {
    input = Math.max(0, input);
    cacheRead = Math.max(0, cacheRead);
    cacheWrite = Math.max(0, cacheWrite);
    output = Math.max(0, output);
    reasoning = Math.max(0, reasoning);
  }

  /** Of a provider whose numbers fit each other. */
  public Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    this(input, cacheRead, cacheWrite, output, reasoning, true);
  }

  /** Of a provider that tells wholes, and parts of these; see {@link TokenUsage#ofWholes}. */
  public static Usage ofWholes(
      long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    TokenUsage cut = TokenUsage.ofWholes(input, cacheRead, cacheWrite, output, reasoning);
    TokenClasses tokens = cut.tokens();
    return new Usage(
        tokens.uncached(),
        tokens.cacheRead(),
        tokens.cacheWrite(),
        tokens.text(),
        tokens.reasoning(),
        cut.consistent());
  }

  /** All tokens of the input. */
  public long allInput() {
    return input + cacheRead + cacheWrite;
  }

  /** All tokens of the output. */
  public long allOutput() {
    return output + reasoning;
  }

  /** The same as it is written down for the request. */
  public TokenUsage recorded() {
    return new TokenUsage(
        new TokenClasses(input, cacheRead, cacheWrite, output, reasoning), consistent, true);
  }
}
