package com.plurence.gateway.usage.spool;

/**
 * What was appended, as it is read again.
 *
 * @param kind as whoever appended it has said
 */
public record Frame(int kind, byte[] bytes) {
  /** A usage record, as JSON. */
  public static final int USAGE = 1;

  /** An audit event, as JSON. */
  public static final int AUDIT = 2;

  /** The bodies of a request, redacted and deflated. */
  public static final int BODIES = 3;
}
