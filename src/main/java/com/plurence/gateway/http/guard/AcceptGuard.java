package com.plurence.gateway.http.guard;

import io.netty.channel.Channel;
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

  /** Refused connections of the process that are told so; more than these are only closed. */
  private static final int MOST_LINGERING = 1000;

  private final ConnectionLimits limits;
  private final GuardResponses answers;
  private final SharedCounts counts;
  private final ReadSizes reads;
  private boolean refused;
  private @Nullable Future<?> silence;

  AcceptGuard(
      ConnectionLimits limits, GuardResponses answers, SharedCounts counts, ReadSizes reads) {
    this.limits = limits;
    this.answers = answers;
    this.counts = counts;
    this.reads = reads;
  }

  /** What is counted over all connections of the process. */
  record SharedCounts(AtomicInteger lingering, AtomicInteger stoppedStreams) {
    SharedCounts() {
      this(new AtomicInteger(), new AtomicInteger());
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (isAdmitted(ctx.channel())) {
      long patience = limits.keepAlive().toNanos();
      silence = ctx.executor().schedule(() -> ctx.close(), patience, TimeUnit.NANOSECONDS);
      ctx.fireChannelActive();
    } else {
      refuse(ctx);
    }
  }

  private boolean isAdmitted(Channel channel) {
    CountedConnections connections = limits.connections();
    if (!connections.countsAt(channel.localAddress())) {
      return true;
    }
    boolean admitted = connections.enter();
    if (admitted) {
      channel.closeFuture().addListener(closed -> connections.leave());
    }
    return admitted;
  }

  /** Before the handshake of TLS nothing can be said. */
  private void refuse(ChannelHandlerContext ctx) {
    refused = true;
    boolean room = counts.lingering().incrementAndGet() <= MOST_LINGERING;
    ctx.channel().closeFuture().addListener(closed -> counts.lingering().decrementAndGet());
    if (room && ctx.pipeline().get(SslHandler.class) == null) {
      ctx.writeAndFlush(answers.overloaded().on(ctx.channel()).http1());
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
    place(
        ctx,
        new ConnectionGuard(new ConnectionWatch(limits), reads, answers, counts.stoppedStreams()));
    ctx.fireChannelRead(message);
    ctx.pipeline().remove(this);
  }

  private static void place(ChannelHandlerContext ctx, ConnectionGuard guard) {
    ChannelPipeline pipeline = ctx.pipeline();
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addAfter(ctx.name(), "connectionGuard", guard);
    } else {
      pipeline.addAfter(tls.name(), "connectionGuard", guard);
      pipeline.addAfter(ctx.name(), "renegotiationGuard", new RenegotiationGuard());
    }
  }
}
