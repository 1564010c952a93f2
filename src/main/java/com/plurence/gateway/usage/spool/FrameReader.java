package com.plurence.gateway.usage.spool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the frames of one lane, or of a process that has died, in order. What was read counts as
 * done once {@link #mark} says so. On one thread at a time.
 */
final class FrameReader {
  private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);

  private final Queue<Segment> source;
  private final boolean ended;
  private final Consumer<Segment> done;
  private final Deque<Segment> open = new ArrayDeque<>();
  private final Deque<Segment> read = new ArrayDeque<>();
  private @Nullable Segment segment;
  private int offset;
  private long passed;
  private volatile long marked;
  private volatile boolean over;

  /**
   * @param source segments in the order in which they were begun
   * @param ended whether no frame will be appended any more
   * @param done is given each segment of which everything is done
   */
  FrameReader(Queue<Segment> source, boolean ended, Consumer<Segment> done) {
    this.source = source;
    this.ended = ended;
    this.done = done;
  }

  /** Adds at most {@code most} further frames to {@code frames}; those that are there. */
  void read(int most, Collection<Frame> frames) {
    int count = 0;
    while (count < most) {
      Segment current = segment == null ? next() : segment;
      if (current == null) {
        return;
      }
      int length = current.length(offset);
      if (length > 0) {
        byte[] bytes = current.frame(offset, length);
        if (current.isWhole(offset, bytes)) {
          frames.add(new Frame(current.kind(offset), bytes));
          count++;
          passed += Segment.frame(length);
          offset += Segment.frame(length);
        } else {
          LOG.atWarn()
              .addKeyValue("file", current.file())
              .addKeyValue("offset", offset)
              .log("the rest of a segment of the spool is damaged, and left out");
          leave(current);
        }
      } else if (length == Segment.CONTINUED || ended) {
        leave(current);
      } else {
        return;
      }
    }
  }

  private @Nullable Segment next() {
    Segment next = open.isEmpty() ? source.poll() : open.poll();
    if (next != null) {
      segment = next;
      offset = next.mark();
    }
    return next;
  }

  private void leave(Segment current) {
    read.add(current);
    segment = null;
  }

  /** Everything that was read is done. */
  void mark() {
    for (Segment whole = read.poll(); whole != null; whole = read.poll()) {
      whole.mark(whole.size());
      done.accept(whole);
    }
    if (segment != null) {
      segment.mark(offset);
    }
    marked = passed;
    over = ended && segment == null && open.isEmpty() && source.isEmpty();
  }

  /** Nothing that was read since the last mark is done: it will be read again. */
  void reset() {
    if (segment != null) {
      open.addFirst(segment);
      segment = null;
    }
    while (!read.isEmpty()) {
      open.addFirst(read.removeLast());
    }
    passed = marked;
  }

  /** Bytes of frames that are done. */
  long marked() {
    return marked;
  }

  /** Whether there will never be another frame, and all are done. */
  boolean isOver() {
    return over;
  }
}
