package com.plurence.gateway.dialect.anthropic.request;

import com.plurence.gateway.dialect.Splice;
import java.util.ArrayList;
import java.util.List;

/** Cuts items out of one array, each with the comma that parts it from the next; used again. */
final class ItemCuts {
  private static final long NONE = -1;

  private final List<Splice> cuts = new ArrayList<>(0);
  private long keptTo = NONE;
  private long cutFrom = NONE;
  private long cutTo;
  private boolean kept;
  private boolean cut;

  void begin() {
    cuts.clear();
    keptTo = NONE;
    cutFrom = NONE;
    kept = false;
    cut = false;
  }

  /** The next item stays. */
  void keep(long from, long to) {
    if (cutFrom != NONE) {
      cuts.add(new Splice(cutFrom, from, ""));
      cutFrom = NONE;
    }
    keptTo = to;
    kept = true;
  }

  /** The next item goes. */
  void cut(long from, long to) {
    if (cutFrom == NONE) {
      cutFrom = from;
    }
    cutTo = to;
    cut = true;
  }

  /** Whether items go, and none stays. */
  boolean cutsAll() {
    return cut && !kept;
  }

  /** All cuts of the array, which has ended. */
  List<Splice> end() {
    if (cutFrom != NONE) {
      cuts.add(new Splice(keptTo == NONE ? cutFrom : keptTo, cutTo, ""));
      cutFrom = NONE;
    }
    return cuts;
  }
}
