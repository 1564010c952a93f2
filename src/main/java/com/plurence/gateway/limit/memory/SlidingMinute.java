package com.plurence.gateway.limit.memory;

import static com.plurence.gateway.limit.memory.AccountClock.MINUTE;
import static com.plurence.gateway.limit.memory.AccountClock.SECOND;

import java.util.Arrays;

/**
 * What counts in the current second and the 59 before it. May exceed the limit, when requests use
 * more than they reserved; such debt leaves with its second.
 */
final class SlidingMinute implements Count {
  private static final int SECONDS = 60;

  private final AccountClock clock;
  private final long[] seconds = new long[SECONDS];
  private long head;
  private long sum;

  SlidingMinute(AccountClock clock) {
    this.clock = clock;
    this.head = clock.second();
  }

  @Override
  public long used() {
    slide();
    return sum;
  }

  private void slide() {
    long now = clock.second();
    if (now - head >= SECONDS || sum == 0) {
      clear(now);
      return;
    }
    while (head < now) {
      head++;
      sum -= seconds[at(head)];
      seconds[at(head)] = 0;
    }
  }

  private void clear(long now) {
    if (sum != 0) {
      Arrays.fill(seconds, 0);
      sum = 0;
    }
    head = now;
  }

  private static int at(long second) {
    return Math.floorMod(second, SECONDS);
  }

  @Override
  public long held() {
    return 0;
  }

  @Override
  public void take(long amount) {
    slide();
    add(amount);
  }

  private void add(long amount) {
    long counted = Math.min(amount, MOST - sum);
    seconds[at(head)] += counted;
    sum += counted;
  }

  /** More goes to the second of admission, or to this one; less only to the former. */
  @Override
  public void settle(long taken, long used, long since) {
    slide();
    long second = Math.floorDiv(since, SECOND);
    boolean counts = second > head - SECONDS && second <= head;
    if (used > taken) {
      long counted = Math.min(used - taken, MOST - sum);
      seconds[at(counts ? second : head)] += counted;
      sum += counted;
    } else if (counts) {
      long back = Math.min(taken - used, seconds[at(second)]);
      seconds[at(second)] -= back;
      sum -= back;
    }
  }

  @Override
  public long waitFor(long most, long amount) {
    slide();
    if (amount > most) {
      return MINUTE;
    }
    long left = sum;
    long second = head - SECONDS;
    while (left > most - amount) {
      second++;
      left -= seconds[at(second)];
    }
    return clock.until((second + SECONDS) * SECOND);
  }

  @Override
  public void renew() {
    // What is taken of a minute leaves with its second, whether or not the request still runs.
  }

  @Override
  public void clockWasAhead() {
    clear(clock.second());
  }

  @Override
  public void forget() {
    clear(clock.second());
  }
}
