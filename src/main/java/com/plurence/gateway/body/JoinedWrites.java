package com.plurence.gateway.body;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.PromiseNotifier;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Joins the small pieces that are written before one flush, such as the head of a message and its
 * body, into one buffer. Netty copies what lies on the heap in any case; and the kernel takes one
 * piece of memory in less time than two. It stands first in a pipeline, where only the socket is,
 * and keeps nothing beyond a flush. Lives on the event loop of its connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise
public final class JoinedWrites extends ChannelOutboundHandlerAdapter {
  /** Bytes of a buffer above which a copy costs more than another piece does. */
  private static final int MOST = 8 * 1024;

  private @Nullable ByteBuf held;
  private @Nullable ChannelPromise promise;

  /** Whether what is held was made here, so that more may be put behind it. */
  private boolean joined;

  /** Whether the promise was made here, and tells others. */
  private boolean together;

  private JoinedWrites() {}

  /** Joins what is written to {@code connection} from now on; called on its event loop. */
  public static void of(Channel connection) {
    connection.pipeline().addFirst(new JoinedWrites());
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise told) {
    if (message instanceof ByteBuf bytes && isSmall(bytes)) {
      ByteBuf before = held;
      if (before != null && before.readableBytes() + bytes.readableBytes() <= MOST) {
        join(ctx, before, bytes, told);
      } else {
        pass(ctx);
        held = bytes;
        promise = told;
      }
    } else {
      pass(ctx);
      ctx.write(message, told);
    }
  }

  private static boolean isSmall(ByteBuf bytes) {
    return bytes.isReadable() && bytes.readableBytes() < MOST;
  }

  private void join(ChannelHandlerContext ctx, ByteBuf before, ByteBuf bytes, ChannelPromise told) {
    if (joined) {
      before.writeBytes(bytes);
    } else {
      held =
          ctx.alloc()
              .directBuffer(before.readableBytes() + bytes.readableBytes())
              .writeBytes(before)
              .writeBytes(bytes);
      joined = true;
      before.release();
    }
    bytes.release();
    if (!told.isVoid()) {
      toldTogether(ctx).addListener(new PromiseNotifier<>(told));
    }
  }

  /**
   * A promise for all that is held. None of those that came with the pieces can stand for the
   * others: one may have come with several pieces, and counts how often it is told.
   */
  private ChannelPromise toldTogether(ChannelHandlerContext ctx) {
    ChannelPromise first = promise;
    if (together && first != null) {
      return first;
    }
    ChannelPromise all = ctx.newPromise();
    if (first != null && !first.isVoid()) {
      all.addListener(new PromiseNotifier<>(first));
    }
    promise = all;
    together = true;
    return all;
  }

  private void pass(ChannelHandlerContext ctx) {
    ByteBuf bytes = held;
    ChannelPromise told = promise;
    if (bytes != null && told != null) {
      forget();
      ctx.write(bytes, told);
    }
  }

  private void forget() {
    held = null;
    promise = null;
    joined = false;
    together = false;
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    pass(ctx);
    ctx.flush();
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise closed) {
    pass(ctx);
    ctx.close(closed);
  }

  /** The connection is gone, and what was never flushed with it. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ByteBuf bytes = held;
    ChannelPromise told = promise;
    if (bytes != null && told != null) {
      forget();
      bytes.release();
      told.tryFailure(new ClosedChannelException());
    }
  }
}
