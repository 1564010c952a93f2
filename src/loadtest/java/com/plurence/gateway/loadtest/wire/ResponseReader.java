package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads HTTP/1.1 answers from bytes cut anywhere, at a fraction of what a general decoder costs:
 * the load side must not be what is measured. Confined to one event loop.
 */
final class ResponseReader {
  /** What is told of a response, in this order. */
  interface Listener {
    void head(int status);

    /** {@code length} bytes of the body, at {@code index}; valid during the call. */
    void body(ByteBuf bytes, int index, int length);

    void end();
  }

  /** The response is not HTTP as this reader knows it. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String line) {
      super("unexpected line '" + line + "'", null, false, false);
    }
  }

  private enum State {
    STATUS,
    HEADER,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER
  }

  private static final int LONGEST_LINE = 16_384;

  private final Listener listener;
  private final byte[] line = new byte[LONGEST_LINE];
  private int lineLength;
  private State state = State.STATUS;
  private long left;
  private boolean chunked;
  private int status;

  ResponseReader(Listener listener) {
    this.listener = listener;
  }

  /** Whether the connection is between two responses. */
  boolean idle() {
    return state == State.STATUS && lineLength == 0;
  }

  void read(ByteBuf in) {
    while (in.isReadable()) {
      if (state == State.BODY || state == State.CHUNK) {
        readBody(in);
      } else {
        readLine(in);
      }
    }
  }

  private void readBody(ByteBuf in) {
    int length = (int) Math.min(left, in.readableBytes());
    listener.body(in, in.readerIndex(), length);
    in.skipBytes(length);
    left -= length;
    if (left == 0) {
      if (state == State.BODY) {
        ended();
      } else {
        state = State.CHUNK_END;
      }
    }
  }

  private void readLine(ByteBuf in) {
    int available = in.readableBytes();
    int end = in.bytesBefore((byte) '\n');
    int length = end < 0 ? available : end;
    if (lineLength + length > LONGEST_LINE) {
      throw new Malformed("longer than " + LONGEST_LINE);
    }
    in.readBytes(line, lineLength, length);
    lineLength += length;
    if (end >= 0) {
      in.skipBytes(1);
      int whole = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
      lineLength = 0;
      line(whole);
    }
  }

  private void line(int length) {
    switch (state) {
      case STATUS -> status(length);
      case HEADER -> header(length);
      case CHUNK_SIZE -> chunkSize(length);
      case CHUNK_END -> state = State.CHUNK_SIZE;
      default -> {
        if (length == 0) {
          ended();
        }
      }
    }
  }

  private void status(int length) {
    if (length < 12 || line[0] != 'H') {
      throw new Malformed(text(length));
    }
    status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
    left = 0;
    chunked = false;
    state = State.HEADER;
  }

  private void header(int length) {
    if (length == 0) {
      listener.head(status);
      if (chunked) {
        state = State.CHUNK_SIZE;
      } else if (left > 0) {
        state = State.BODY;
      } else {
        ended();
      }
    } else if (length > 16 && (line[0] | 0x20) == 'c' && line[14] == ':') {
      String text = text(length).toLowerCase(Locale.ROOT);
      if (text.startsWith("content-length:")) {
        left = Long.parseLong(text.substring(15).strip());
      }
    } else if (length > 18 && (line[0] | 0x20) == 't' && line[17] == ':') {
      String text = text(length).toLowerCase(Locale.ROOT);
      chunked |= text.startsWith("transfer-encoding:") && text.endsWith("chunked");
    }
  }

  private void chunkSize(int length) {
    long size = 0;
    for (int i = 0; i < length && line[i] != ';'; i++) {
      int digit = Character.digit(line[i], 16);
      if (digit < 0) {
        throw new Malformed(text(length));
      }
      size = size * 16 + digit;
    }
    left = size;
    state = size == 0 ? State.TRAILER : State.CHUNK;
  }

  private void ended() {
    state = State.STATUS;
    listener.end();
  }

  private String text(int length) {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }
}
