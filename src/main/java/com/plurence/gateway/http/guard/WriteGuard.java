package com.plurence.gateway.http.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client takes nothing of what waits for it, so that it can't hold what
 * works for it, such as a provider's connection, for as long as it likes. It stands in front of
 * everything, where only the socket is, and looks only while something waits.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class WriteGuard extends ChannelOutboundHandlerAdapter {
  private static final int LOOKS = 4;

  private final long longest;
  private boolean watching;
  private int first;
  private long progress;
  private long since;

  /**
   * @param longest without a byte taken
   */
  WriteGuard(Duration longest) {
    this.longest = longest.toNanos();
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
