package com.plurence.gateway.sse;

import static com.plurence.gateway.sse.LineEnds.CR;
import static com.plurence.gateway.sse.LineEnds.LF;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts one stream of server-sent events into whole events, whatever the split of its bytes.
 *
 * <p>What it gives back is canonical: lines end in LF, one space follows the colon, each event ends
 * in one blank line. Events that arrive so are passed on untouched, as a slice of the chunk; others
 * (CRLF, CR, no space) are rendered anew. Blank lines between events and a byte order mark mean
 * nothing and are left out. Comments count as events.
 *
 * <p>An event is dispatched with the first byte that completes it, so a token never waits for the
 * next chunk. One parser per stream; not for use by several threads.
 */
public final class SseParser {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int DATA = 'd' << 24 | 'a' << 16 | 't' << 8 | 'a';
  private static final int DATA_PREFIX = "data: ".length();

  private final int maxEventBytes;
  private final SseEvent event = new SseEvent();
  private final HeldBytes held = new HeldBytes();
  private final Forwarding forwarding;
  private final boolean verbatim;
  private boolean atLineStart = true;
  private boolean afterCr;
  private boolean atStreamStart = true;
  private boolean tooLarge;

  // Whether the last event goes on.
  private boolean kept;

  /**
   * A parser at the start of a stream.
   *
   * @param maxEventBytes how long an event may be, as received, with its blank line
   */
  public SseParser(int maxEventBytes) {
    this(maxEventBytes, false);
  }

  private SseParser(int maxEventBytes, boolean verbatim) {
    this.verbatim = verbatim;
    this.forwarding = new Forwarding(verbatim);
    if (maxEventBytes < 1) {
      throw new IllegalArgumentException("maxEventBytes must be positive, was " + maxEventBytes);
    }
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * As {@link #SseParser(int)}, but what it gives back is in the form in which it came, whatever
   * its line ends, with the blank lines between events.
   */
  public static SseParser verbatim(int maxEventBytes) {
    return new SseParser(maxEventBytes, true);
  }

  /**
   * Takes the next bytes of the stream and shows the filter each event that they complete.
   *
   * @param chunk any bytes, not to be changed afterwards: the response may share them
   * @return the kept events; empty when there are none
   */
  public Buffer feed(Buffer chunk, SseFilter filter) {
    ByteBuf source = ((BufferInternal) chunk).unwrap();
    if (!source.hasArray()) {
      return feed(Buffer.buffer(chunk.getBytes()), filter);
    }
    byte[] bytes = source.array();
    int origin = source.arrayOffset();
    forwarding.begin(chunk, bytes, origin);
    readEvents(bytes, origin, origin + chunk.length(), filter);
    event.clear();
    return forwarding.take();
  }

  /**
   * Ends the stream. What lacks only its blank line and is, as the filter says, the marker of the
   * end is taken as whole; any other remainder is a cut event, never forwarded.
   *
   * @return that last event, if the filter keeps it; empty otherwise
   */
  public Buffer finish(SseFilter filter) {
    event.read(held.array(), afterByteOrderMark(held.array(), 0, held.size()), held.size());
    if (event.hasData() && filter.isEnd(event)) {
      if (filter.keep(event)) {
        forwarding.add(event);
      }
      held.clear();
    } else {
      showUnframed(filter);
    }
    event.clear();
    return forwarding.take();
  }

  /**
   * Events that were given back, of which the last is the last of the stream: with the line feed
   * behind it that may not have come yet, if their lines end in CRLF.
   */
  public static Buffer withLastLineFeed(Buffer events) {
    int end = events.length();
    boolean lacks = end > 1 && events.getByte(end - 1) == CR && events.getByte(end - 2) == LF;
    return lacks ? Buffer.buffer(end + 1).appendBuffer(events).appendByte(LF) : events;
  }

  /** Whether the bytes so far end within an event; after {@link #finish}, whether one was cut. */
  public boolean isMidEvent() {
    return tooLarge || !held.isEmpty();
  }

  /** How many bytes have come of an event whose end has not. */
  public int collected() {
    return held.size();
  }

  /** Whether an event exceeded the maximum; whatever follows is ignored. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  private void readEvents(byte[] bytes, int from, int to, SseFilter filter) {
    int at = from;
    while (at < to && !tooLarge) {
      if (!held.isEmpty()) {
        at = readAnyEvent(bytes, at, to, filter);
      } else if (LineEnds.isLineEnd(bytes[at])) {
        // A stray blank line, or the LF of a CRLF whose CR has completed the last event already.
        atStreamStart = false;
        if (verbatim && kept) {
          forwarding.add(bytes, at, at + 1);
        }
        at++;
      } else {
        int end = readDataLine(bytes, at, to, filter);
        at = end > at ? end : readAnyEvent(bytes, at, to, filter);
      }
    }
  }

  /** Reads the common event, one canonical data line, in one pass; stays where it is otherwise. */
  private int readDataLine(byte[] bytes, int at, int to, SseFilter filter) {
    int payload = at + DATA_PREFIX;
    if (payload > to
        || (int) INT.get(bytes, at) != DATA
        || bytes[at + 4] != ':'
        || bytes[at + 5] != ' ') {
      return at;
    }
    int lineEnd = LineEnds.next(bytes, payload, to);
    int end = lineEnd + 2;
    if (end > to || bytes[lineEnd] != LF || bytes[lineEnd + 1] != LF) {
      return at;
    }
    if (end - at > maxEventBytes) {
      giveUp();
      return end;
    }
    atStreamStart = false;
    event.readDataLine(bytes, at, end, payload, lineEnd);
    forward(filter);
    return end;
  }

  /** Reads up to the end of the event or of the bytes, which are then held. */
  private int readAnyEvent(byte[] bytes, int at, int to, SseFilter filter) {
    int end = blankLineEnd(bytes, at, to);
    boolean whole = end > 0;
    int stop = whole ? end : to;
    if (held.size() + stop - at > maxEventBytes) {
      giveUp();
    } else if (whole && held.isEmpty()) {
      dispatch(bytes, at, stop, filter);
    } else {
      held.append(bytes, at, stop);
      if (whole) {
        dispatch(held.array(), 0, held.size(), filter);
        held.clear();
      }
    }
    return stop;
  }

  /** The index after the blank line that completes the event, or -1 when it has not arrived. */
  private int blankLineEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (afterCr && bytes[at] == LF) {
        afterCr = false;
        at++;
      } else if (atLineStart && LineEnds.isLineEnd(bytes[at])) {
        afterCr = false;
        return at + 1;
      } else {
        at = LineEnds.next(bytes, at, to);
        atLineStart = at < to;
        afterCr = atLineStart && bytes[at] == CR;
        at++;
      }
    }
    return -1;
  }

  private void dispatch(byte[] bytes, int from, int to, SseFilter filter) {
    int start = afterByteOrderMark(bytes, from, to);
    atStreamStart = false;
    if (start < to) {
      event.read(bytes, start, to);
      showUnframed(filter);
      forward(filter);
    }
  }

  private void forward(SseFilter filter) {
    kept = filter.keep(event);
    if (kept) {
      forwarding.add(event);
    }
  }

  private void showUnframed(SseFilter filter) {
    if (!event.hasData() && event.beginsAsJson()) {
      filter.unframed(event.bytes(), event.start(), event.end());
    }
  }

  /** Also passes over a line end right after the mark: a blank line, not an event. */
  private int afterByteOrderMark(byte[] bytes, int from, int to) {
    boolean marked =
        atStreamStart
            && to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    if (!marked) {
      return from;
    }
    int start = from + 3;
    while (start < to && LineEnds.isLineEnd(bytes[start])) {
      start++;
    }
    return start;
  }

  private void giveUp() {
    tooLarge = true;
    held.clear();
  }
}
