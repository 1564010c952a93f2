package com.plurence.gateway.limit.admission;

/**
 * How many tokens a model makes of a number of bytes. What is long ago counts less and less.
 * Immutable.
 */
record InputDensity(long bytes, long tokens) {
  static final InputDensity NONE = new InputDensity(0, 0);

  /** Some thousand requests of usual size. */
  private static final long ENOUGH = 8 * 1024 * 1024;

  private static final long LEAST = 100;
  private static final long MOST = 1_500;

  InputDensity and(long moreBytes, long moreTokens) {
    long allBytes = bytes + moreBytes;
    long allTokens = tokens + Math.min(moreTokens, TokenEstimates.MOST);
    return allBytes > ENOUGH
        ? new InputDensity(allBytes / 2, allTokens / 2)
        : new InputDensity(allBytes, allTokens);
  }

  /** From 100 to 1,500, rounded up. */
  long tokensPerThousandBytes() {
    long exact = bytes == 0 ? MOST : (TokenEstimates.times(tokens, 1000) + bytes - 1) / bytes;
    return Math.max(LEAST, Math.min(exact, MOST));
  }
}
