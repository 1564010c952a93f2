package com.plurence.gateway.usage.spool;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where one event loop appends its frames; {@link #append} belongs to that loop. */
public final class Lane {
  private final Supplier<@Nullable Segment> fresh;
  private final int longest;
  private final Queue<Segment> begun = new ConcurrentLinkedQueue<>();
  private @Nullable Segment segment;
  private int offset;
  private long appended;

  /** Written last, so that whoever has read it sees the rest as it was then, or later. */
  private volatile long published;

  /**
   * @param fresh the next segment, if one is there; must not block
   * @param longest bytes of a frame
   */
  Lane(Supplier<@Nullable Segment> fresh, int longest) {
    this.fresh = fresh;
    this.longest = longest;
  }

  /**
   * Appends {@code length} bytes of {@code frame}, which outlive the process from then on.
   *
   * @param kind by which whoever reads them knows what they are
   * @return false: there is no room, and nothing was done
   */
  public boolean append(int kind, byte[] frame, int length) {
    Segment current = segment;
    if (length > longest) {
      return false;
    }
    if (current == null || !current.fits(offset, length)) {
      current = begin(current);
    }
    if (current == null) {
      return false;
    }
    current.put(offset, kind, frame, length);
    int taken = Segment.frame(length);
    offset += taken;
    appended += taken;
    published = appended;
    return true;
  }

  private @Nullable Segment begin(@Nullable Segment before) {
    Segment next = fresh.get();
    if (next == null) {
      return null;
    }
    begun.add(next);
    if (before != null) {
      before.end(offset);
    }
    segment = next;
    offset = Segment.HEADER;
    return next;
  }

  /** The segments that were begun and not taken out by whoever reads them. */
  Queue<Segment> begun() {
    return begun;
  }

  /** Bytes that were appended so far. */
  long appended() {
    return published;
  }

  /** Where it appends, or did a moment ago; to be asked after {@link #appended}. */
  @Nullable Segment segment() {
    return segment;
  }

  /** Of the last segment, or of the one before it. */
  int offset() {
    return offset;
  }
}
