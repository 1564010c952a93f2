package com.plurence.gateway.limit;

import java.util.List;

/**
 * What an admitted request has taken of its limits, until it is settled. Whoever keeps count
 * prolongs it while its request runs. Of one event loop.
 */
public interface Reservation {
  /** How the limits stood after it was taken, in the order of the set. */
  List<Standing> standings();

  /** The request is over, and has used {@code used}; calls after the first do nothing. */
  void settle(Settlement used);
}
