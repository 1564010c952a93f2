package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chunks of an event stream past the HTTP/1 encoder, each in one buffer. The encoder
 * makes three buffers of a chunk (RFC 9112, section 7.1: its size, its bytes, a line end), with a
 * promise for each, which costs more than the few hundred bytes of a token are worth. Heads and
 * last chunks are left to the encoder, whose state the chunks between them do not touch.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise
final class ChunkWriter {
  /** Above it a copy costs more than two buffers more. */
  private static final int MOST_COPIED = 16 * 1024;

  private static final CharSequence EVENT_STREAM = "text/event-stream";
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int MOST_DIGITS = 4;
  private static final int LINE_END = '\r' << 8 | '\n';

  private final ChannelHandlerContext encoder;
  private boolean streaming;

  ChunkWriter(ChannelHandlerContext encoder) {
    this.encoder = encoder;
  }

  /** Whether {@code message} was a chunk and is written; if not, it is for the encoder. */
  boolean write(Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse head) {
      streaming = isEventStream(head) && !(message instanceof LastHttpContent);
      return false;
    }
    if (!streaming || !(message instanceof HttpContent chunk)) {
      return false;
    }
    if (message instanceof LastHttpContent) {
      streaming = false;
      return false;
    }
    int length = chunk.content().readableBytes();
    if (length == 0 || length > MOST_COPIED) {
      return false;
    }
    ByteBuf bytes = encoder.alloc().directBuffer(length + MOST_DIGITS + 2 * Short.BYTES);
    putHex(bytes, length);
    bytes.writeShort(LINE_END).writeBytes(chunk.content()).writeShort(LINE_END);
    chunk.release();
    encoder.write(bytes, promise);
    return true;
  }

  /** Never the answer to HEAD, whose chunks the encoder must swallow. */
  private static boolean isEventStream(HttpResponse head) {
    return HttpUtil.isTransferEncodingChunked(head)
        && head.status().code() == HttpResponseStatus.OK.code()
        && isEventStream(HttpUtil.getMimeType(head));
  }

  private static boolean isEventStream(@Nullable CharSequence mimeType) {
    return mimeType != null && AsciiString.contentEqualsIgnoreCase(mimeType, EVENT_STREAM);
  }

  private static void putHex(ByteBuf bytes, int number) {
    int shift = (31 - Integer.numberOfLeadingZeros(number)) / 4 * 4;
    for (; shift >= 0; shift -= 4) {
      bytes.writeByte(DIGITS[number >>> shift & 0xf]);
    }
  }
}
