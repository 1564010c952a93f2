package com.plurence.gateway.limit.memory;

import org.jspecify.annotations.Nullable;

/**
 * What counts for a day or month: its sum, which the scope itself keeps, and what is held of it.
 *
 * @param holds none for requests, which count as soon as they are admitted
 */
record PeriodCount(PeriodSum sum, @Nullable Holds holds) implements Count {
  @Override
  public long used() {
    return sum.sum();
  }

  @Override
  public long held() {
    return holds == null ? 0 : holds.held();
  }

  @Override
  public void take(long amount) {
    if (holds != null) {
      holds.take(amount);
    }
  }

  @Override
  public void settle(long taken, long used, long since) {
    if (holds != null) {
      holds.settle(taken, used, since);
    }
  }

  @Override
  public long waitFor(long most, long amount) {
    return sum.waitFor(most, held(), amount);
  }

  @Override
  public void renew() {
    if (holds != null) {
      holds.renew();
    }
  }

  @Override
  public void clockWasAhead() {
    if (holds != null) {
      holds.clockWasAhead();
    }
  }

  @Override
  public void forget() {
    // The scope forgets the sum.
  }
}
