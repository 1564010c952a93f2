package com.plurence.gateway.http.guard;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Stands between the HTTP/1 codec and Vert.x. It tells the watch where requests and answers begin
 * and end, and takes two requests away from Vert.x that it would answer itself, past the contract:
 * those of an unknown HTTP version (501), and those that ask to upgrade to HTTP/2 in clear text (an
 * empty 400 when they are malformed). The upgrade is obsolete and a server may ignore it (RFC 9113,
 * section 3.1); HTTP/2 with prior knowledge is served.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class Http1Guard extends ChannelDuplexHandler {
  private final ConnectionWatch watch;

  Http1Guard(ConnectionWatch watch) {
    this.watch = watch;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      head(request);
    } else if (message instanceof HttpObject piece && piece.decoderResult().isFailure()) {
      watch.broken();
    }
    if (message instanceof LastHttpContent) {
      watch.body();
    }
    ctx.fireChannelRead(message);
  }

  private void head(HttpRequest request) {
    watch.head();
    HttpVersion version = request.protocolVersion();
    if (request.decoderResult().isFailure()) {
      watch.broken();
    } else if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      request.setDecoderResult(DecoderResult.failure(new UnsupportedVersionException()));
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
      watch.broken();
    }
    if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
      request.headers().remove(HttpHeaderNames.UPGRADE);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      watch.answered();
    }
    ctx.write(message, promise);
  }

  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
