package com.plurence.gateway.upstream.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Stands in for the decompressor of an HTTP/1 connection, which takes every response apart and puts
 * it together again, until a response comes that is compressed: providers are asked for none, and
 * few send one all the same.
 */
final class InflateIfNeeded extends ChannelInboundHandlerAdapter {
  /** Vert.x lets a response inflate without a bound of its own, too: whoever reads it has one. */
  private static final int UNBOUNDED = 0;

  private boolean needed;

  private InflateIfNeeded() {}

  /** Takes the place of the decompressor of {@code connection}, if it has one; on its loop. */
  static void place(Channel connection) {
    ChannelPipeline pipeline = connection.pipeline();
    ChannelHandler decompressor = pipeline.get(HttpContentDecompressor.class);
    if (decompressor != null) {
      pipeline.replace(decompressor, "inflateIfNeeded", new InflateIfNeeded());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!needed
        && message instanceof HttpResponse head
        && head.headers().contains(HttpHeaderNames.CONTENT_ENCODING)) {
      needed = true;
      ctx.pipeline()
          .addAfter(ctx.name(), "inflater", new HttpContentDecompressor(false, UNBOUNDED));
    }
    ctx.fireChannelRead(message);
  }
}
