package com.plurence.gateway.usage.query;

/** How long the intervals are for which sums are made. */
public enum Interval {
  /** One, which is the whole range. */
  NONE,
  HOUR,
  DAY,
  MONTH
}
