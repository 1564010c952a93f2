package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.Standing;
import java.util.List;

/** What one request has taken of the counts of its account. */
final class MemoryReservation implements Reservation {
  private final AccountCounts account;
  private final LimitSet limits;
  private final Amounts amounts;
  private final long[] figures;
  private boolean settled;

  /**
   * Of a request that {@code account} has admitted.
   *
   * @param figures as they were then
   */
  MemoryReservation(AccountCounts account, LimitSet limits, Amounts amounts, long[] figures) {
    this.account = account;
    this.limits = limits;
    this.amounts = amounts;
    this.figures = figures;
  }

  @Override
  public List<Standing> standings() {
    return new Figures(limits, figures);
  }

  @Override
  public void settle(Settlement used) {
    if (!settled) {
      settled = true;
      account.settle(limits, amounts, used, Figures.millis(figures));
    }
  }
}
