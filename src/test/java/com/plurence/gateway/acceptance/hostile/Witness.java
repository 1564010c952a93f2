package com.plurence.gateway.acceptance.hostile;

/**
 * Reads what the gateway sends on one connection, and objects to what the contract does not allow.
 */
interface Witness {
  /** Takes the next bytes; throws an {@link AssertionError} at the first that must not be. */
  void read(byte[] bytes);

  /**
   * The gateway has closed the connection; throws an {@link AssertionError} if that was too early.
   */
  void closed();

  /** Responses that were errors. */
  int errors();
}
