package com.plurence.gateway.json;

import java.util.Arrays;

/**
 * The objects and arrays that are open: one bit each, and for those that the listener hears of
 * their offset as well. What is heard is always the outermost part.
 */
final class Nesting {
  private final int maxDepth;
  private final long[] objects;

  private long[] offsets = new long[8];
  private int depth;
  // How many of the open ones have an offset: those whose content is heard, and the one below.
  private int marked;
  private boolean heard = true;
  private boolean inObject;

  Nesting(int maxDepth) {
    this.maxDepth = maxDepth;
    this.objects = new long[(maxDepth >>> 6) + 1];
  }

  void reset() {
    depth = 0;
    marked = 0;
    heard = true;
    inObject = false;
  }

  int depth() {
    return depth;
  }

  boolean full() {
    return depth == maxDepth;
  }

  /** Whether the listener hears of what stands here. */
  boolean heard() {
    return heard;
  }

  boolean inObject() {
    return inObject;
  }

  void open(boolean object, boolean contentHeard, long offset) {
    if (heard) {
      if (marked == offsets.length) {
        offsets = Arrays.copyOf(offsets, marked * 2);
      }
      offsets[marked++] = offset;
    }
    long bit = 1L << depth;
    objects[depth >>> 6] = object ? objects[depth >>> 6] | bit : objects[depth >>> 6] & ~bit;
    depth++;
    inObject = object;
    heard = contentHeard;
  }

  /** Closes the innermost; its offset, which has a meaning only if it is heard of. */
  long close() {
    depth--;
    int outer = depth - 1;
    inObject = depth > 0 && ((objects[outer >>> 6] >>> outer) & 1) != 0;
    if (depth < marked) {
      marked = depth;
      heard = true;
      return offsets[depth];
    }
    return -1;
  }
}
