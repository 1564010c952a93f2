package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Dimension.Window;

/**
 * What is used in a day or month. A newer one begins at 0; a clock that goes back to an older one
 * changes nothing.
 */
final class PeriodSum {
  private final AccountClock clock;
  private final Window window;
  private long period;
  private long sum;

  PeriodSum(AccountClock clock, Window window) {
    this.clock = clock;
    this.window = window;
    this.period = clock.period(window);
  }

  long sum() {
    turn();
    return sum;
  }

  private void turn() {
    long now = clock.period(window);
    if (now > period) {
      period = now;
      sum = 0;
    }
  }

  void add(long amount) {
    turn();
    sum = Math.min(sum + Math.min(amount, Count.MOST), Count.MOST);
  }

  /** One that was added on day {@code since} was not used after all. */
  void takeBack(long since) {
    turn();
    if (Math.floorDiv(since, AccountClock.DAY) == period && sum > 0) {
      sum--;
    }
  }

  /** After how many milliseconds {@code amount} fits beside {@code held}; all of them if never. */
  long waitFor(long most, long held, long amount) {
    turn();
    return held <= most - amount
        ? clock.until(AccountClock.endOf(window, period))
        : clock.lengthOf(window);
  }

  /** How it stands, before records are read. */
  Mark mark() {
    turn();
    return new Mark(period, sum);
  }

  /**
   * At {@code mark}, records told of {@code read}, of which this may have known more; what has come
   * since is added to that.
   */
  void learn(Mark mark, long read) {
    turn();
    if (mark.period() == period) {
      long since = Math.max(0, sum - mark.sum());
      sum = Math.min(Math.max(read, mark.sum()) + since, Count.MOST);
    }
  }

  void forget() {
    sum = 0;
  }

  /** A sum at some time. */
  record Mark(long period, long sum) {}
}
