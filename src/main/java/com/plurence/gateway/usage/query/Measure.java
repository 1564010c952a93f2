package com.plurence.gateway.usage.query;

/** By what groups are ranked: the larger the sum, the earlier. */
public enum Measure {
  COST,
  TOKENS,
  REQUESTS,
  ERRORS
}
