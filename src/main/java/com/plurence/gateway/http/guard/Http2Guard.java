package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Looks over the frames that leave an HTTP/2 connection. To headers over the limit Netty's codec
 * answers by itself, with a 431 and nothing else: that frame is held back. Since the codec then
 * believes that the client has seen it, nothing that the codec writes later could be understood,
 * and the connection has to end.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class Http2Guard {
  private static final int WHOLE_HEAD = 0x5; // END_STREAM and END_HEADERS
  private static final int SHORT_BLOCK = 8;
  private static final ByteBuf STATUS =
      Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[] {'4', '3', '1'}));

  private final Http2Connection connection;
  private @Nullable ByteBuf frameHeader;
  private @Nullable ChannelPromise frameHeaderPromise;

  Http2Guard(Http2Connection connection) {
    this.connection = connection;
  }

  /** Whether any request is in flight. */
  boolean isBusy() {
    return connection.numActiveStreams() > 0;
  }

  /**
   * Passes {@code bytes} on, unless they are what must not leave.
   *
   * @return the stream that would have got it
   */
  OptionalInt write(ChannelHandlerContext ctx, ByteBuf bytes, ChannelPromise promise) {
    ByteBuf held = frameHeader;
    ChannelPromise heldPromise = frameHeaderPromise;
    if (held != null && heldPromise != null) {
      frameHeader = null;
      frameHeaderPromise = null;
      if (isTooLarge(bytes)) {
        int stream = held.getInt(held.readerIndex() + 5);
        held.release();
        bytes.release();
        heldPromise.trySuccess();
        promise.trySuccess();
        return OptionalInt.of(stream);
      }
      ctx.write(held, heldPromise);
    }
    if (beginsShortHead(bytes)) {
      frameHeader = bytes;
      frameHeaderPromise = promise;
    } else {
      ctx.write(bytes, promise);
    }
    return OptionalInt.empty();
  }

  /** The codec writes the header of a frame and its block one after the other. */
  private static boolean beginsShortHead(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return bytes.readableBytes() == Http2CodecUtil.FRAME_HEADER_LENGTH
        && bytes.getUnsignedMedium(at) <= SHORT_BLOCK
        && bytes.getByte(at + 3) == Http2FrameTypes.HEADERS
        && bytes.getByte(at + 4) == WHOLE_HEAD;
  }

  /** Whether the block says nothing but the status 431, which the gateway itself never sends. */
  private static boolean isTooLarge(ByteBuf block) {
    return block.readableBytes() <= SHORT_BLOCK && ByteBufUtil.indexOf(STATUS, block) >= 0;
  }
}
