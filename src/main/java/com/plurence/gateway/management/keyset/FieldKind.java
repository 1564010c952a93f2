package com.plurence.gateway.management.keyset;

/** What a field of a list holds, and so how it can be asked for. */
public enum FieldKind {
  /** Text that is asked for exactly. */
  TEXT,
  /** {@code true} or {@code false}. */
  FLAG,
  /** A whole number, 0 or more, of which a lower and an upper bound can be given. */
  NUMBER,
  /** A time, of which a lower and an upper bound can be given. */
  TIME
}
