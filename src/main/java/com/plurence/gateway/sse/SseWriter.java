package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;

/** Writes events of our own in canonical form. */
public final class SseWriter {
  private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);

  private SseWriter() {}

  /**
   * The event {@code event: name}, {@code data: payload} and a blank line.
   *
   * @param name without line ends
   * @param payload UTF-8; each of its lines becomes a data line
   */
  public static Buffer event(String name, byte[] payload) {
    byte[] nameBytes = name.getBytes(UTF_8);
    if (LineEnds.next(nameBytes, 0, nameBytes.length) < nameBytes.length) {
      throw new IllegalArgumentException("an event's name has one line");
    }
    Buffer out = Buffer.buffer(payload.length + nameBytes.length + 24);
    out.appendBytes(EVENT).appendBytes(nameBytes).appendByte(LineEnds.LF);
    return appendData(out, payload, 0, payload.length);
  }

  /** The event {@code data: payload} and a blank line; each line of the payload is a data line. */
  public static Buffer data(byte[] payload) {
    return appendData(Buffer.buffer(payload.length + 16), payload, 0, payload.length);
  }

  /**
   * Adds the event {@code data: payload} and a blank line to bytes that are being collected.
   *
   * @param payload UTF-8, from {@code start} over {@code length} bytes
   * @return {@code out}
   */
  public static Buffer appendData(Buffer out, byte[] payload, int start, int length) {
    int limit = start + length;
    int at = start;
    while (true) {
      int end = LineEnds.next(payload, at, limit);
      out.appendBytes(DATA).appendBytes(payload, at, end - at).appendByte(LineEnds.LF);
      if (end == limit) {
        return out.appendByte(LineEnds.LF);
      }
      at = end + 1;
      if (payload[end] == LineEnds.CR && at < limit && payload[at] == LineEnds.LF) {
        at++;
      }
    }
  }
}
