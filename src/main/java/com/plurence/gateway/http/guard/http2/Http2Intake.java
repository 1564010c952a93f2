package com.plurence.gateway.http.guard.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.ShutdownHint;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads along the headers of the frames that a client sends over HTTP/2. Frames that move no
 * request forward, such as PING, SETTINGS, PRIORITY and WINDOW_UPDATE, cost both sides little work
 * each and can be sent without end, so they draw on a credit that requests and answers renew; a
 * connection without credit is closed with ENHANCE_YOUR_CALM (RFC 9113, section 10.5). Before a
 * stream is opened, the {@link StreamLimit} is asked.
 */
final class Http2Intake {
  private static final int TYPE_AT = 3;

  /** Requests of a connection after which it is the turn of the others of its event loop. */
  private static final int MOST_A_TURN = 8;

  private final StreamLimit streams;
  private final FrameCredit credit;
  private final byte[] header = new byte[Http2CodecUtil.FRAME_HEADER_LENGTH];
  private final Deque<ByteBuf> waiting = new ArrayDeque<>(2);
  private int opened;
  private int headerSeen;
  private int skip;

  /**
   * @param preface bytes that come before the first frame
   */
  Http2Intake(StreamLimit streams, FrameCredit credit, int preface) {
    this.streams = streams;
    this.credit = credit;
    this.skip = preface;
  }

  /**
   * Passes {@code bytes} on, up to each frame that opens a stream at a time where that matters.
   *
   * @throws Http2Exception when the connection has had enough; the bytes are released
   */
  void read(ChannelHandlerContext ctx, ByteBuf bytes) throws Http2Exception {
    if (hasMore()) {
      waiting.add(bytes);
    } else {
      opened = 0;
      pass(ctx, bytes);
    }
  }

  /** Whether something waits for the next turn of the connection. */
  boolean hasMore() {
    return !waiting.isEmpty();
  }

  /**
   * It is the turn of the connection again.
   *
   * @throws Http2Exception as {@link #read} does
   */
  void goOn(ChannelHandlerContext ctx) throws Http2Exception {
    opened = 0;
    while (hasMore() && opened < MOST_A_TURN) {
      pass(ctx, waiting.remove());
    }
  }

  /** Nothing of what waits is wanted any more. */
  void forget() {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }

  private void pass(ChannelHandlerContext ctx, ByteBuf bytes) throws Http2Exception {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (skip > 0) {
        int skipped = Math.min(skip, end - at);
        skip -= skipped;
        at += skipped;
      } else if (headerSeen == 0 && opened >= MOST_A_TURN) {
        int before = at - bytes.readerIndex();
        if (before > 0) {
          ctx.fireChannelRead(bytes.readRetainedSlice(before));
        }
        waiting.addFirst(bytes);
        return;
      } else {
        header[headerSeen++] = bytes.getByte(at++);
        if (headerSeen == header.length) {
          headerSeen = 0;
          skip = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | (header[2] & 0xff);
          bytes = frame(ctx, bytes, at - header.length);
        }
      }
    }
    ctx.fireChannelRead(bytes);
  }

  /**
   * @param start of the frame's header, which may lie before the bytes
   * @return what is to be passed on later
   */
  private ByteBuf frame(ChannelHandlerContext ctx, ByteBuf bytes, int start) throws Http2Exception {
    byte type = header[TYPE_AT];
    if (type == Http2FrameTypes.HEADERS) {
      opened++;
      credit.progress();
      if (streams.matters()) {
        int before = start - bytes.readerIndex();
        if (before > 0) {
          ctx.fireChannelRead(bytes.readRetainedSlice(before));
        }
        streams.opening();
      }
    } else if (type != Http2FrameTypes.DATA || skip == 0) {
      if (!credit.spend(cost(type))) {
        bytes.release();
        throw new Http2Exception(
            Http2Error.ENHANCE_YOUR_CALM, "too many control frames", ShutdownHint.HARD_SHUTDOWN);
      }
    }
    return bytes;
  }

  /** A frame by its size, but for a part of a head, whose size has a limit of its own. */
  private int cost(byte type) {
    return type == Http2FrameTypes.CONTINUATION ? 1 : 1 + skip / 64;
  }
}
