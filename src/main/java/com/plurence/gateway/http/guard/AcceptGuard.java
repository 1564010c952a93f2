package com.plurence.gateway.http.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * First in the pipeline of every accepted connection: bounds how many there are and how long one
 * may say nothing at all. With the first byte the {@link ConnectionGuard} takes over, placed where
 * the bytes are in clear text, and this one goes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class AcceptGuard extends ChannelInboundHandlerAdapter {
  private static final long LINGER_SECONDS = 1;

  private final ConnectionLimits limits;
  private final GuardAnswers answers;
  private final AtomicInteger connections;
  private boolean refused;
  private @Nullable Future<?> silence;

  /**
   * @param connections open on this listener, shared by all its guards
   */
  AcceptGuard(ConnectionLimits limits, GuardAnswers answers, AtomicInteger connections) {
    this.limits = limits;
    this.answers = answers;
    this.connections = connections;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.channel().closeFuture().addListener(closed -> connections.decrementAndGet());
    if (connections.incrementAndGet() > limits.connections()) {
      refuse(ctx);
    } else {
      long patience = limits.keepAlive().toNanos();
      silence = ctx.executor().schedule(() -> ctx.close(), patience, TimeUnit.NANOSECONDS);
      ctx.fireChannelActive();
    }
  }

  /** Before the handshake of TLS nothing can be said. */
  private void refuse(ChannelHandlerContext ctx) {
    refused = true;
    if (ctx.pipeline().get(SslHandler.class) == null) {
      ctx.writeAndFlush(answers.overloaded().get().http1());
      lingerAndClose(ctx);
    } else {
      ctx.close();
    }
  }

  /** Closing on unread bytes would destroy the answer on its way. */
  private static void lingerAndClose(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    forget();
    ctx.fireChannelInactive();
  }

  /** A task that waits keeps the whole connection in memory. */
  private void forget() {
    if (silence != null) {
      silence.cancel(false);
      silence = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    forget();
    place(ctx, new ConnectionGuard(new ConnectionWatch(limits), answers));
    ctx.fireChannelRead(message);
    ctx.pipeline().remove(this);
  }

  private static void place(ChannelHandlerContext ctx, ConnectionGuard guard) {
    ChannelPipeline pipeline = ctx.pipeline();
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    pipeline.addAfter(tls == null ? ctx.name() : tls.name(), "connectionGuard", guard);
  }
}
