package com.plurence.gateway.limit;

/** What a limit counts. */
public enum Unit {
  /** Requests of clients to models; attempts inside one do not count. */
  REQUESTS,

  /** Tokens of models, of input and output together. */
  TOKENS,

  /** Thousand-millionths of a US dollar. */
  NANO_USD
}
