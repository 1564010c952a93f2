package com.plurence.gateway.http.guard;

import com.plurence.gateway.http.guard.http2.Http2Guard;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the bytes of a connection are in clear text, before anything reads them as HTTP. It
 * bounds how long the connection may be slow or idle, places the guard of the protocol as soon as
 * that is known, and closes gently: what the client is still sending is read and dropped for a
 * while, because closing on unread bytes resets the connection and destroys a response on its way
 * (RFC 9112, section 9.6).
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class ConnectionGuard extends ChannelDuplexHandler {
  private static final long LINGER_SECONDS = 2;
  private static final String HTTP1_DECODER = "httpDecoder";
  private static final String HTTP1_ENCODER = "httpEncoder";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int HEAD_IN_PREFACE = "PRI * HTTP/2.0\r\n\r\n".length();

  private final ConnectionWatch watch;
  private final ReadSizes reads;
  private final GuardResponses answers;
  private final AtomicInteger stoppedStreams;
  private boolean detected;
  private int prefaceSeen;
  private boolean closing;
  private boolean lingering;
  private boolean headWatched;
  private long unsent;
  private @Nullable Http2Guard http2;
  private @Nullable Future<?> next;

  /**
   * @param stoppedStreams of HTTP/2 in the process, which wait for their clients
   */
  ConnectionGuard(
      ConnectionWatch watch,
      ReadSizes reads,
      GuardResponses answers,
      AtomicInteger stoppedStreams) {
    this.stoppedStreams = stoppedStreams;
    this.watch = watch;
    this.reads = reads;
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
    } else if (hasProgress(ctx)) {
      watch.sign();
      check(ctx);
    } else {
      giveUp(ctx);
    }
  }

  /** What waits for the socket must get less from one look to the next. */
  private boolean hasProgress(ChannelHandlerContext ctx) {
    ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
    long waits = out == null ? 0 : out.totalPendingWriteBytes();
    long before = unsent;
    unsent = waits;
    return waits == 0 ? http2 != null && http2.isBusy() : waits != before;
  }

  /** Over HTTP/2 the windows bound what is written of bodies, but nothing bounds the rest. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (http2 != null && !closing) {
      ctx.channel().config().setAutoRead(ctx.channel().isWritable() && !http2.hasMore());
    }
    ctx.fireChannelWritabilityChanged();
  }

  /** A task that waits keeps the whole connection in memory. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (next != null) {
      next.cancel(false);
    }
    if (http2 != null) {
      http2.forget();
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

  private void sayLast(ChannelHandlerContext ctx, EarlyResponse response) {
    closing = true;
    ctx.writeAndFlush(response.on(ctx.channel()).http1());
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
    ByteBuf bytes = (ByteBuf) message;
    if (detected) {
      pass(ctx, bytes);
    } else {
      watch.bytes(bytes);
      detect(ctx, bytes);
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
      pass(ctx, bytes);
    } else {
      bytes.release();
    }
  }

  private void pass(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (http2 == null) {
      ctx.fireChannelRead(bytes);
      return;
    }
    watch.bytes(bytes);
    http2.read(ctx, bytes);
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
      ByteToMessageDecoder decoder = pipeline.get(HttpRequestDecoder.class);
      pipeline.addBefore(HTTP1_DECODER, "pipelineGate", new PipelineGate(watch, reads, decoder));
      return true;
    }
    Http2ConnectionHandler codec = pipeline.get(Http2ConnectionHandler.class);
    if (codec != null) {
      int preface = PREFACE.length() - prefaceSeen;
      http2 = new Http2Guard(codec, answers.headersTooLarge(), preface, stoppedStreams);
      watch.multiplexes();
      reads.large(true);
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
    if (lingering || (!closing && mayBeSending() && linger(ctx))) {
      ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
    } else {
      closing = true;
      ctx.close(promise);
    }
  }

  private boolean mayBeSending() {
    return http2 == null ? watch.unread() : http2.saidError();
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
