package com.plurence.gateway.price;

/**
 * Tokens by what they are billed as. The classes are disjoint: none of them is part of another.
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
    return uncached + cacheRead + cacheWrite;
  }

  /** All of the output. */
  public long output() {
    return text + reasoning;
  }

  /** Input and output. */
  public long total() {
    return input() + output();
  }

  /** Both together. */
  public TokenClasses plus(TokenClasses other) {
    return new TokenClasses(
        uncached + other.uncached,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        text + other.text,
        reasoning + other.reasoning);
  }
}
