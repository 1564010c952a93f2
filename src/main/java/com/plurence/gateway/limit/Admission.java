package com.plurence.gateway.limit;

import java.util.List;

/** Whether a request may be made. */
public sealed interface Admission {
  /**
   * It may; every limit has taken its amount.
   *
   * @param reservation to be settled when the request is over
   */
  record Admitted(Reservation reservation) implements Admission {}

  /**
   * It may not; no limit has taken anything.
   *
   * @param refusals every limit that refuses, at least one
   * @param standings every limit as it stands, in the order of the set
   */
  record Refused(List<Refusal> refusals, List<Standing> standings) implements Admission {
    public Refused {
      refusals = List.copyOf(refusals);
      standings = List.copyOf(standings);
    }
  }
}
