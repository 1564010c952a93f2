package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the bytes of a connection are in clear text, before anything reads them as HTTP. It
 * bounds how long the connection may be slow or idle, places the guard of the protocol as soon as
 * that is known, and closes gently: what the client is still sending is read and dropped for a
 * while, because closing on unread bytes resets the connection and destroys an answer on its way
 * (RFC 9112, section 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class ConnectionGuard extends ChannelDuplexHandler {
  private static final long LINGER_SECONDS = 2;
  private static final String HTTP1_ENCODER = "httpEncoder";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEAD_IN_PREFACE = "PRI * HTTP/2.0\r\n\r\n".length();

  private final ConnectionWatch watch;
  private final GuardAnswers answers;
  private boolean detected;
  private int prefaceSeen;
  private boolean closing;
  private boolean lingering;
  private boolean headWatched;
  private @Nullable Http2Guard http2;
  private @Nullable Future<?> next;

  ConnectionGuard(ConnectionWatch watch, GuardAnswers answers) {
    this.watch = watch;
    this.answers = answers;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    check(ctx);
  }

  /** Looks again whenever the connection may have been slow or idle for long enough. */
  private void check(ChannelHandlerContext ctx) {
    if (!ctx.channel().isActive() || closing) {
      return;
    }
    long remaining = watch.remaining();
    if (remaining > 0) {
      next = ctx.executor().schedule(() -> check(ctx), remaining, TimeUnit.NANOSECONDS);
    } else if (http2 != null && http2.isBusy()) {
      watch.sign();
      check(ctx);
    } else {
      giveUp(ctx);
    }
  }

  /** A task that waits keeps the whole connection in memory. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (next != null) {
      next.cancel(false);
    }
    ctx.fireChannelInactive();
  }

  /** Most heads come in one piece; only one that does not needs a timer of its own. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (watch.headPending()) {
      watch.headIsSlow();
      watchHead(ctx);
    }
    ctx.fireChannelReadComplete();
  }

  private void watchHead(ChannelHandlerContext ctx) {
    if (!headWatched) {
      headWatched = true;
      ctx.executor().schedule(() -> checkHead(ctx), watch.remaining(), TimeUnit.NANOSECONDS);
    }
  }

  private void checkHead(ChannelHandlerContext ctx) {
    headWatched = false;
    if (!ctx.channel().isActive() || closing || !watch.headPending()) {
      return;
    }
    long remaining = watch.remaining();
    if (remaining > 0) {
      watchHead(ctx);
    } else {
      giveUp(ctx);
    }
  }

  private void giveUp(ChannelHandlerContext ctx) {
    if (watch.headPending()) {
      sayLast(ctx, answers.tooSlow());
    } else if (http2 != null) {
      ctx.channel().close(); // the codec says GOAWAY, and waits for streams
      ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    } else {
      closing = true;
      ctx.close();
    }
  }

  private void sayLast(ChannelHandlerContext ctx, Supplier<PlainAnswer> answer) {
    closing = true;
    ctx.writeAndFlush(answer.get().http1());
    if (!linger(ctx)) {
      ctx.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
      return;
    }
    watch.bytes();
    if (detected) {
      ctx.fireChannelRead(message);
    } else {
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
    detected = guardProtocol(pipeline);
    while (!detected && bytes.isReadable()) {
      if (straysFromPreface(bytes.getByte(bytes.readerIndex()))) {
        bytes.release();
        sayLast(ctx, answers.malformed());
        return;
      }
      // Not a slice: the decoders behind are compiled for one kind of buffer, that of every read.
      ctx.fireChannelRead(ctx.alloc().ioBuffer(1).writeByte(bytes.readByte()));
      detected = guardProtocol(pipeline);
    }
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }

  /**
   * What begins as the preface of HTTP/2 is a whole head of HTTP/1 before it is the whole preface;
   * when it then goes on differently, Vert.x parses that head in the moment in which it decides.
   */
  private boolean straysFromPreface(byte next) {
    boolean strays =
        prefaceSeen >= HEAD_IN_PREFACE
            && prefaceSeen < PREFACE.length()
            && PREFACE.charAt(prefaceSeen) != next;
    boolean matches = prefaceSeen < PREFACE.length() && PREFACE.charAt(prefaceSeen) == next;
    prefaceSeen = matches ? prefaceSeen + 1 : PREFACE.length();
    return strays;
  }

  /** Whether it is known what the connection speaks. */
  private boolean guardProtocol(ChannelPipeline pipeline) {
    ChannelHandlerContext encoder = pipeline.context(HTTP1_ENCODER);
    if (encoder != null) {
      pipeline.addAfter(HTTP1_ENCODER, "http1Guard", new Http1Guard(watch, encoder));
      return true;
    }
    Http2ConnectionHandler codec = pipeline.get(Http2ConnectionHandler.class);
    if (codec != null) {
      http2 = new Http2Guard(codec, answers.headersTooLarge());
      watch.multiplexes();
      return true;
    }
    return false;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (http2 == null) {
      ctx.write(message, promise);
    } else if (closing) {
      ReferenceCountUtil.release(message);
      promise.trySuccess();
    } else {
      http2.write(ctx, (ByteBuf) message, promise);
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (lingering || (!closing && watch.unread() && linger(ctx))) {
      ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
    } else {
      closing = true;
      ctx.close(promise);
    }
  }

  private boolean linger(ChannelHandlerContext ctx) {
    Channel channel = ctx.channel();
    if (!channel.isActive() || !(channel instanceof DuplexChannel duplex)) {
      return false;
    }
    closing = true;
    lingering = true;
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    if (tls == null) {
      duplex.shutdownOutput();
    } else {
      tls.closeOutbound().addListener(told -> duplex.shutdownOutput());
    }
    channel.config().setAutoRead(true);
    ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    return true;
  }
}
