package com.plurence.gateway.record;

import com.plurence.gateway.price.TokenClasses;

/**
 * The tokens that a provider says a request took.
 *
 * @param tokens in disjoint classes; 0 where it does not say
 * @param consistent whether no detail was more than what it is a part of; if one was, it is cut
 * @param complete whether the output is counted to its end
 */
public record TokenUsage(TokenClasses tokens, boolean consistent, boolean complete) {

  /** Of providers that tell the classes as they are, and know what they say. */
  public static TokenUsage of(TokenClasses tokens) {
    return new TokenUsage(tokens, true, true);
  }

  /**
   * Of providers that tell wholes, and which parts of these are special; none below 0.
   *
   * @param input all of it
   * @param cacheRead of the input, from the provider's cache
   * @param cacheWrite of the input, into it
   * @param output all of it
   * @param reasoning of the output, that the caller does not see
   */
  public static TokenUsage ofWholes(
      long input, long cacheRead, long cacheWrite, long output, long reasoning) {
    long read = Math.min(cacheRead, input);
    long write = Math.min(cacheWrite, input - read);
    long thought = Math.min(reasoning, output);
    return new TokenUsage(
        new TokenClasses(input - read - write, read, write, output - thought, thought),
        read == cacheRead && write == cacheWrite && thought == reasoning,
        true);
  }

  /** The same, to which more output is to come. */
  public TokenUsage incomplete() {
    return new TokenUsage(tokens, consistent, false);
  }

  /** All of the input. */
  public long input() {
    return tokens.input();
  }

  /** All of the output. */
  public long output() {
    return tokens.output();
  }

  /** Input and output. */
  public long total() {
    return tokens.total();
  }

  /** Of the input, what the provider had in its cache. */
  public long cachedInput() {
    return tokens.cacheRead();
  }
}
