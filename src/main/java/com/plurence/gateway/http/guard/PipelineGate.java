package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Stands before the decoder of an HTTP/1 connection and lets it see a request only when those
 * before it are answered and their responses have gone to the socket. So whoever sends many
 * requests and reads no response is read no further: what one connection holds does not grow with
 * what its client sends. The rest of the request that is being read always passes, since its reader
 * holds it back by itself.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class PipelineGate extends ChannelDuplexHandler {
  /** Bytes of responses that may wait for the socket before the next request is read. */
  private static final long MOST_UNSENT = 8 * 1024;

  /**
   * Bytes of further requests that are taken from the socket meanwhile: reading on is how one
   * notices that a client has left.
   */
  private static final int MOST_WAITING = 4 * 1024;

  private final ConnectionWatch watch;
  private final ReadSizes reads;
  private final Queue<ByteBuf> waiting = new ArrayDeque<>(2);
  private int waitingBytes;
  private long unflushed;

  private final DecoderBytes decoder = new DecoderBytes();

  /** The decoder holds bytes that may make a message. */
  private boolean undecoded;

  private boolean held;
  private boolean feeding;
  private boolean stopped;

  /**
   * @param decoder stands behind this, and will decode one message at a time
   */
  PipelineGate(ConnectionWatch watch, ReadSizes reads, ByteToMessageDecoder decoder) {
    this.watch = watch;
    this.reads = reads;
    decoder.setSingleDecode(true);
    decoder.setCumulator(this.decoder);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    waiting.add(bytes);
    waitingBytes += bytes.readableBytes();
    feed(ctx);
  }

  /** Gives the decoder what it may have now. */
  private void feed(ChannelHandlerContext ctx) {
    if (feeding) {
      return;
    }
    if (isAnsweringOver(ctx) && !watch.bodyPending()) {
      forget();
    }
    feeding = true;
    while (hasMore() && mayGoOn(ctx)) {
      if (undecoded) {
        decode(ctx, Unpooled.EMPTY_BUFFER);
      } else {
        ByteBuf next = waiting.remove();
        waitingBytes -= next.readableBytes();
        watch.bytes(next);
        decode(ctx, next);
      }
    }
    feeding = false;
    held = hasMore();
    stopOrReadOn(ctx);
  }

  /**
   * The gateway has said its last word: what still comes is read, so that it arrives, and dropped.
   */
  private static boolean isAnsweringOver(ChannelHandlerContext ctx) {
    return ctx.channel().unsafe().outboundBuffer() == null;
  }

  private boolean hasMore() {
    return undecoded || !waiting.isEmpty();
  }

  private void decode(ChannelHandlerContext ctx, ByteBuf bytes) {
    long before = watch.messages();
    ctx.fireChannelRead(bytes);
    boolean left = decoder.anyLeft();
    undecoded = left && watch.messages() != before;
  }

  private boolean mayGoOn(ChannelHandlerContext ctx) {
    return watch.bodyPending() || (watch.isIdle() && isSent(ctx));
  }

  /** Where much has been written it is the turn of other connections, too. */
  private boolean isSent(ChannelHandlerContext ctx) {
    if (unsent(ctx) <= MOST_UNSENT) {
      return true;
    }
    flush(ctx);
    // Written past the codec and TLS, so that it leaves right behind what is there.
    ctx.pipeline()
        .firstContext()
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(sent -> ctx.executor().execute(() -> goOn(ctx)));
    return false;
  }

  /** A TLS handler keeps to itself what is not flushed. */
  private long unsent(ChannelHandlerContext ctx) {
    ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
    return out == null ? Long.MAX_VALUE : out.totalPendingWriteBytes() + unflushed;
  }

  /** A request that comes out of a wait is not followed by the end of a read. */
  private void goOn(ChannelHandlerContext ctx) {
    if (held && ctx.channel().isActive() && !ctx.isRemoved()) {
      feed(ctx);
      ctx.fireChannelReadComplete();
    }
  }

  private void stopOrReadOn(ChannelHandlerContext ctx) {
    reads.large(watch.bodyPending());
    boolean enough = held && waitingBytes >= MOST_WAITING;
    if (enough != stopped) {
      stopped = enough;
      ctx.channel().config().setAutoRead(!enough);
    }
  }

  /** Vert.x asks for more when what it holds itself is used up. */
  @Override
  public void read(ChannelHandlerContext ctx) {
    if (!stopped) {
      ctx.read();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      unflushed += bytes.readableBytes();
    }
    ctx.write(message, promise);
  }

  /** The end of a response is flushed; then it may be the turn of the next request. */
  @Override
  public void flush(ChannelHandlerContext ctx) {
    unflushed = 0;
    ctx.flush();
    if (held && !feeding && watch.isIdle()) {
      ctx.executor().execute(() -> goOn(ctx));
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    forget();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    forget();
    ctx.fireChannelInactive();
  }

  private void forget() {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
    waitingBytes = 0;
    undecoded = false;
    held = false;
  }
}
