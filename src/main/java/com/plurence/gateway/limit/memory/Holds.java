package com.plurence.gateway.limit.memory;

import static com.plurence.gateway.limit.memory.AccountClock.SECOND;

import java.util.Arrays;

/**
 * What requests under way hold. It is summed by the five seconds in which it lapses, 35 seconds
 * after it was taken, unless it is renewed: then everything moves to where what is taken now
 * lapses. So a hold whose request is forgotten comes back within 40 seconds.
 */
final class Holds implements Count {
  /** Seconds. */
  private static final int LAPSE = 35;

  private static final int WIDTH = 5;
  private static final int BUCKETS = LAPSE / WIDTH + 1;

  private final AccountClock clock;
  private final long[] buckets = new long[BUCKETS];
  private long newest;
  private long sum;

  /** Where renewing has put everything that was in {@code renewedFrom} and later. */
  private long renewedTo = Long.MIN_VALUE;

  private long renewedFrom = Long.MIN_VALUE;

  Holds(AccountClock clock) {
    this.clock = clock;
    this.newest = lapseOf(clock.second());
  }

  private static long lapseOf(long second) {
    return Math.floorDiv(second + LAPSE, WIDTH);
  }

  @Override
  public long used() {
    return 0;
  }

  @Override
  public long held() {
    lapse();
    return sum;
  }

  private void lapse() {
    long now = lapseOf(clock.second());
    if (now - newest >= BUCKETS || sum == 0) {
      clear(now);
      return;
    }
    while (newest < now) {
      newest++;
      sum -= buckets[at(newest)];
      buckets[at(newest)] = 0;
    }
  }

  private void clear(long now) {
    if (sum != 0) {
      Arrays.fill(buckets, 0);
      sum = 0;
    }
    newest = now;
  }

  private static int at(long bucket) {
    return Math.floorMod(bucket, BUCKETS);
  }

  @Override
  public void take(long amount) {
    lapse();
    long counted = Math.min(amount, MOST - sum);
    buckets[at(newest)] += counted;
    sum += counted;
  }

  @Override
  public void settle(long taken, long used, long since) {
    lapse();
    long bucket = whereIs(lapseOf(Math.floorDiv(since, SECOND)));
    if (bucket > newest - BUCKETS && bucket <= newest) {
      long back = Math.min(taken, buckets[at(bucket)]);
      buckets[at(bucket)] -= back;
      sum -= back;
    }
  }

  private long whereIs(long bucket) {
    if (bucket > renewedTo && bucket <= newest) {
      return bucket;
    }
    return bucket < renewedFrom ? Long.MIN_VALUE : renewedTo;
  }

  @Override
  public long waitFor(long most, long amount) {
    return SECOND;
  }

  @Override
  public void renew() {
    lapse();
    if (newest - renewedTo >= BUCKETS || renewedTo == Long.MIN_VALUE) {
      renewedFrom = newest - BUCKETS + 1;
    }
    gather();
  }

  private void gather() {
    Arrays.fill(buckets, 0);
    buckets[at(newest)] = sum;
    renewedTo = newest;
  }

  @Override
  public void clockWasAhead() {
    newest = lapseOf(clock.second());
    renewedFrom = Long.MIN_VALUE;
    gather();
  }

  @Override
  public void forget() {
    // Requests under way go on to hold what they hold.
  }
}
