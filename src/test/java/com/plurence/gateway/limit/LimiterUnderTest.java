package com.plurence.gateway.limit;

import java.util.List;

/**
 * A limiter in the hands of a test, which decides what time it is. Each call returns when all that
 * it does is counted.
 */
public interface LimiterUnderTest {
  /** From now on the clock shows {@code millis} since 1970. */
  void setClock(long millis);

  /** From now on {@code sums} tell what was used before. */
  void setRecords(SpentSums sums);

  /** Asks the limiter. */
  Admission admit(LimitSet limits, Amounts amounts);

  /** Asks as many times at once, from several event loops, and gateways where there are any. */
  List<Admission> admitAtOnce(int times, LimitSet limits, Amounts amounts);

  /** Settles what {@link #admit} has admitted. */
  void settle(Reservation reservation, Settlement used);

  /** Asks how limits stand. */
  List<Standing> peek(LimitSet limits);

  /** Forgets the counts of {@code scopes}. */
  void resync(List<Scope> scopes);

  /** Reads anew what {@code scopes} have used of days and months. */
  void recount(List<Scope> scopes);

  /** Does what gateways do every ten seconds for all their requests under way. */
  void renew();

  /** Does what gateways do every minute. */
  void tidy();
}
