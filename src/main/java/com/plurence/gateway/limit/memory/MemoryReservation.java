package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.Standing;
import java.time.InstantSource;
import java.util.List;

/** What one request has taken of the counts of its account. */
final class MemoryReservation implements Reservation {
  private final AccountCounts account;
  private final InstantSource clock;
  private final LimitSet limits;
  private final Amounts amounts;
  private final Figures figures;
  private boolean settled;

  MemoryReservation(
      AccountCounts account,
      InstantSource clock,
      LimitSet limits,
      Amounts amounts,
      Figures figures) {
    this.account = account;
    this.clock = clock;
    this.limits = limits;
    this.amounts = amounts;
    this.figures = figures;
  }

  @Override
  public List<Standing> standings() {
    return figures;
  }

  @Override
  public void settle(Settlement used) {
    if (!settled) {
      settled = true;
      account.settle(limits, amounts, used, figures.millis(), clock.millis());
    }
  }
}
