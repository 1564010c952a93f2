package com.plurence.gateway.limit.memory;

/** What an account says to a request. */
enum Verdict {
  /** Every limit has taken its amount. */
  ADMITTED,

  /** A limit refuses; nothing was taken. */
  REFUSED,

  /** Something is not counted yet, or its records are not read; nothing was taken. */
  UNKNOWN
}
