package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Reads along the headers of the TLS records that a client sends, whose types are in clear text. A
 * client of TLS 1.2 may ask for a new handshake as often as it likes, which costs the server much
 * and the client nothing, and which HTTP has no use for (RFC 9113, section 9.2.1): such a
 * connection is closed, whatever the TLS engine would make of it. What renews keys in TLS 1.3 does
 * not show as a handshake.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the close
final class RenegotiationGuard extends ChannelInboundHandlerAdapter {
  private static final int HEADER = 5;
  private static final int LENGTH_AT = 3;

  // Types of records (RFC 5246, section 6.2.1).
  private static final byte CHANGE_CIPHER_SPEC = 20;
  private static final byte HANDSHAKE = 22;
  private static final byte APPLICATION_DATA = 23;

  private final byte[] header = new byte[HEADER];
  private int headerSeen;
  private int skip;
  private boolean keysChanged;
  private boolean established;
  private boolean refused;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (refused || asksAgain(bytes)) {
      refused = true;
      bytes.release();
      ctx.close();
    } else {
      ctx.fireChannelRead(bytes);
    }
  }

  private boolean asksAgain(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (skip > 0) {
        int skipped = Math.min(skip, end - at);
        skip -= skipped;
        at += skipped;
      } else {
        header[headerSeen++] = bytes.getByte(at++);
        if (headerSeen == header.length) {
          headerSeen = 0;
          skip = (header[LENGTH_AT] & 0xff) << 8 | (header[LENGTH_AT + 1] & 0xff);
          if (asksAgain(header[0])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** After the change of keys one more record belongs to the handshake: its end, or a retry. */
  private boolean asksAgain(byte type) {
    boolean again = false;
    switch (type) {
      case CHANGE_CIPHER_SPEC -> keysChanged = true;
      case HANDSHAKE -> {
        again = established;
        established = keysChanged;
      }
      case APPLICATION_DATA -> established = true;
      default -> {}
    }
    return again;
  }
}
