package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection with at most one exchange at a time. Confined to the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails closes the channel
public final class Connection extends ChannelInboundHandlerAdapter
    implements ResponseReader.Listener {
  /** Is told of one response. */
  interface Exchange {
    /** A read from the socket begins; all that follows until the next arrived at {@code nanos}. */
    void arrived(long nanos);

    void head(int status);

    void body(ByteBuf bytes, int index, int length);

    /** The response is complete; the connection may be used again. */
    void end();

    /** The response will not be completed; the connection is closed. */
    void broken(Throwable reason);
  }

  private final Channel channel;
  private final ResponseReader reader = new ResponseReader(this);
  private @Nullable Exchange exchange;

  Connection(Channel channel) {
    this.channel = channel;
  }

  /** Sends a whole request, which is released, and has its answer told to {@code exchange}. */
  void send(ByteBuf request, Exchange exchange) {
    this.exchange = exchange;
    channel.writeAndFlush(request, channel.voidPromise());
  }

  boolean open() {
    return channel.isActive();
  }

  /** Closes without a word to the exchange. */
  public void close() {
    exchange = null;
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (exchange != null) {
        exchange.arrived(System.nanoTime());
        reader.read(bytes);
      }
    } catch (ResponseReader.Malformed e) {
      abort(e);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void head(int status) {
    if (exchange != null) {
      exchange.head(status);
    }
  }

  @Override
  public void body(ByteBuf bytes, int index, int length) {
    if (exchange != null) {
      exchange.body(bytes, index, length);
    }
  }

  @Override
  public void end() {
    Exchange ended = exchange;
    exchange = null;
    if (ended != null) {
      ended.end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    abort(new Closed());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    abort(cause);
  }

  private void abort(Throwable reason) {
    Exchange broken = exchange;
    exchange = null;
    channel.close();
    if (broken != null) {
      broken.broken(reason);
    }
  }

  /** The connection closed in the middle of an exchange. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("connection closed", null, false, false);
    }
  }
}
