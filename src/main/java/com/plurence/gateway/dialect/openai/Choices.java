package com.plurence.gateway.dialect.openai;

import java.util.BitSet;

/** Which choices of a stream have begun, and whether each of them has come to its end. */
final class Choices {
  /** Nobody asks for so many. */
  private static final long MOST = 4096;

  private final BitSet open = new BitSet();
  private final BitSet ended = new BitSet();

  /** An event brings something of the choice at {@code index}; a choice that has ended stays so. */
  void seen(long index, boolean finished) {
    if (index < 0 || index >= MOST) {
      return;
    }
    int choice = (int) index;
    if (finished) {
      ended.set(choice);
      open.clear(choice);
    } else if (!ended.get(choice)) {
      open.set(choice);
    }
  }

  /** Whether there was a choice, and each that began has ended. */
  boolean allEnded() {
    return !ended.isEmpty() && open.isEmpty();
  }
}
