package com.plurence.gateway.price;

/**
 * Tokens by what they are billed as. The classes are disjoint: none of them is part of another.
 * None is below 0.
 *
 * @param uncached of the input, neither read from the provider's cache nor written to it
 * @param cacheRead of the input, that the provider had in its cache
 * @param cacheWrite of the input, that the provider put into its cache
 * @param text of the output, that the client sees
 * @param reasoning of the output, that the model thought with
 */
public record TokenClasses(
    long uncached, long cacheRead, long cacheWrite, long text, long reasoning) {
  /** None at all. */
  public static final TokenClasses NONE = new TokenClasses(0, 0, 0, 0, 0);

  /** All of the input. */
  public long input() {
    return sum(sum(uncached, cacheRead), cacheWrite);
  }

  /** All of the output. */
  public long output() {
    return sum(text, reasoning);
  }

  /** Input and output. */
  public long total() {
    return sum(input(), output());
  }

  /** Both together. */
  public TokenClasses plus(TokenClasses other) {
    return new TokenClasses(
        sum(uncached, other.uncached),
        sum(cacheRead, other.cacheRead),
        sum(cacheWrite, other.cacheWrite),
        sum(text, other.text),
        sum(reasoning, other.reasoning));
  }

  /** These, where none is more than {@code most}. */
  public TokenClasses atMost(long most) {
    return total() <= most
        ? this
        : new TokenClasses(
            Math.min(uncached, most),
            Math.min(cacheRead, most),
            Math.min(cacheWrite, most),
            Math.min(text, most),
            Math.min(reasoning, most));
  }

  /** A provider may say anything, but no sum of it turns negative. */
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
