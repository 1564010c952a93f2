package com.plurence.gateway.http.guard;

import com.plurence.gateway.overload.LastWords;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client takes nothing of what waits for it, so that it can't hold what
 * works for it, such as a provider's connection, for as long as it likes. It stands in front of
 * everything, where only the socket is, and looks only while something waits.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
public final class WriteGuard extends ChannelDuplexHandler {
  private static final int LOOKS = 4;

  private final long longest;
  private boolean watching;
  private int first;
  private long progress;
  private long since;

  private WriteGuard(Duration longest) {
    this.longest = longest.toNanos();
  }

  /**
   * Watches {@code connection}, on its event loop; gives up after {@code longest} without a byte.
   */
  public static void watch(Channel connection, Duration longest) {
    connection.pipeline().addFirst(new WriteGuard(longest));
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    ctx.flush();
    if (!watching) {
      ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
      if (waiting != null && !waiting.isEmpty()) {
        watching = true;
        remember(waiting);
        lookLater(ctx);
      }
    }
  }

  /** Netty reports a lack of buffers here, and to nobody else. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    LastWords.ifOutOfMemory(failure);
    ctx.fireExceptionCaught(failure);
  }

  private void remember(ChannelOutboundBuffer waiting) {
    first = System.identityHashCode(waiting.current());
    progress = waiting.currentProgress();
    since = System.nanoTime();
  }

  private void lookLater(ChannelHandlerContext ctx) {
    ctx.executor().schedule(() -> look(ctx), longest / LOOKS, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
    if (waiting == null || waiting.isEmpty()) {
      watching = false;
    } else if (hasMoved(waiting)) {
      remember(waiting);
      lookLater(ctx);
    } else if (System.nanoTime() - since < longest) {
      lookLater(ctx);
    } else {
      ctx.close();
    }
  }

  private boolean hasMoved(ChannelOutboundBuffer waiting) {
    return first != System.identityHashCode(waiting.current())
        || progress != waiting.currentProgress();
  }
}
