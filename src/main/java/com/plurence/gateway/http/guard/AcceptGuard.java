package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * First in the pipeline of every accepted connection. It bounds how many connections there are and
 * how long each may be slow or idle, places the {@link Http1Guard} as soon as a connection turns
 * out to speak HTTP/1, and closes gently: what the client is still sending is read and dropped for
 * a while, because closing on unread bytes resets the connection and destroys an answer on its way
 * (RFC 9112, section 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class AcceptGuard extends ChannelDuplexHandler {
  private static final long LINGER_SECONDS = 2;
  private static final int PREFACE_BYTES = 24;

  private final ConnectionLimits limits;
  private final AtomicInteger connections;
  private final Supplier<byte[]> overloaded;
  private final Supplier<byte[]> tooSlow;
  private final ConnectionWatch watch;
  private boolean detected;
  private boolean closing;
  private int seen;

  /**
   * @param connections open on this listener, shared by all its guards
   * @param overloaded makes the answer to a connection over the limit
   * @param tooSlow makes the answer to a client that did not finish its headers in time
   */
  AcceptGuard(
      ConnectionLimits limits,
      AtomicInteger connections,
      Supplier<byte[]> overloaded,
      Supplier<byte[]> tooSlow) {
    this.limits = limits;
    this.connections = connections;
    this.overloaded = overloaded;
    this.tooSlow = tooSlow;
    this.watch = new ConnectionWatch(limits);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.channel().closeFuture().addListener(closed -> connections.decrementAndGet());
    if (connections.incrementAndGet() > limits.connections()) {
      sayAndClose(ctx, overloaded);
    } else {
      check(ctx);
      ctx.fireChannelActive();
    }
  }

  private void check(ChannelHandlerContext ctx) {
    if (!ctx.channel().isActive() || closing) {
      return;
    }
    long remaining = watch.remaining();
    if (remaining > 0) {
      ctx.executor().schedule(() -> check(ctx), remaining, TimeUnit.NANOSECONDS);
    } else if (multiplexes(ctx)) {
      watch.touch();
      check(ctx);
    } else if (watch.headPending()) {
      sayAndClose(ctx, tooSlow);
    } else {
      closing = true;
      ctx.close();
    }
  }

  private static boolean multiplexes(ChannelHandlerContext ctx) {
    Http2ConnectionHandler http2 = ctx.pipeline().get(Http2ConnectionHandler.class);
    return http2 != null && http2.connection().numActiveStreams() > 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
    } else if (detected) {
      watch.bytes();
      ctx.fireChannelRead(message);
    } else {
      watch.bytes();
      detect(ctx, (ByteBuf) message);
    }
  }

  /**
   * Vert.x decides between HTTP/1 and HTTP/2 on the first bytes and parses what else it holds in
   * the same breath. Given one byte at a time it decides without parsing a request, which leaves a
   * moment to place the guard.
   */
  private void detect(ChannelHandlerContext ctx, ByteBuf bytes) {
    ChannelPipeline pipeline = ctx.pipeline();
    if (pipeline.get(SslHandler.class) != null) {
      detected = true;
    }
    while (!detected && bytes.isReadable()) {
      seen++;
      ctx.fireChannelRead(bytes.readRetainedSlice(1));
      detected = placeGuard(pipeline) || seen == PREFACE_BYTES;
    }
    if (pipeline.get(Http2ConnectionHandler.class) != null) {
      watch.touch();
    }
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }

  /** Whether the connection speaks HTTP/1, in which case it is guarded from now on. */
  boolean placeGuard(ChannelPipeline pipeline) {
    if (pipeline.get("httpEncoder") == null) {
      return false;
    }
    if (pipeline.get(Http1Guard.class) == null) {
      pipeline.addAfter("httpEncoder", "http1Guard", new Http1Guard(watch));
    }
    return true;
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (closing || !watch.unread() || !linger(ctx)) {
      closing = true;
      ctx.close(promise);
    } else {
      ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
    }
  }

  private boolean linger(ChannelHandlerContext ctx) {
    Channel channel = ctx.channel();
    if (!channel.isActive()
        || ctx.pipeline().get(SslHandler.class) != null
        || !(channel instanceof DuplexChannel duplex)) {
      return false;
    }
    closing = true;
    duplex.shutdownOutput();
    channel.config().setAutoRead(true);
    ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    return true;
  }

  private void sayAndClose(ChannelHandlerContext ctx, Supplier<byte[]> answer) {
    closing = true;
    if (ctx.pipeline().get(SslHandler.class) == null) {
      ctx.writeAndFlush(Unpooled.wrappedBuffer(answer.get()))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }
}
