package com.plurence.gateway.limit.memory;

/** What one scope has used of one dimension. In the monitor of its account. */
interface Count {
  /** More is never counted, so that every sum stays exact in a double, as in other stores. */
  long MOST = 9_000_000_000_000_000L;

  /** What is settled; of a minute all that counts in it. */
  long used();

  /** What is reserved and not in {@link #used}. */
  long held();

  /** A request that is admitted now takes {@code amount}. */
  void take(long amount);

  /**
   * A request is over.
   *
   * @param taken by it
   * @param used by it in the end
   * @param since when, in milliseconds since 1970
   */
  void settle(long taken, long used, long since);

  /**
   * After how many milliseconds {@code amount} fits, when it does not fit now and nothing else
   * happens; the whole window if never.
   */
  long waitFor(long most, long amount);

  /** The requests under way still run. */
  void renew();

  /** The clock was ahead, and has been set right. */
  void clockWasAhead();

  /** Forgets what is used, but not what is held. */
  void forget();

  /** Whether {@code amount} fits under {@code most}; nothing always does. */
  default boolean fits(long most, long amount) {
    return amount == 0 || used() + held() <= most - amount;
  }
}
