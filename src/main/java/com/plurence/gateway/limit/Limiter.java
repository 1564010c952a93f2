package com.plurence.gateway.limit;

import io.vertx.core.Future;
import java.util.List;

/**
 * Keeps count of what is used, and decides. One for each event loop, on which it is called and its
 * futures complete; what they count is shared by all of them, and by all gateways if they share a
 * store of counts.
 */
public interface Limiter {
  /**
   * Looks at every limit of {@code limits} and takes {@code amounts} of all of them, or of none.
   *
   * @return never fails because counts can't be reached, unless that is configured: then with
   *     LIMITS_UNAVAILABLE
   */
  Future<Admission> admit(LimitSet limits, Amounts amounts);

  /**
   * How limits stand, without taking anything.
   *
   * @param limits all of one account
   * @return in their order
   */
  Future<List<Standing>> peek(LimitSet limits);

  /**
   * Forgets what is counted for {@code scopes}, all of one account; it is read anew from records.
   */
  Future<Void> resync(List<Scope> scopes);

  /**
   * Reads anew from records what {@code scopes}, all of one account, have used of days and months,
   * when it is next needed: they had no limits, so that not everything was counted.
   */
  Future<Void> recount(List<Scope> scopes);
}
