package com.plurence.gateway.http.guard;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the HTTP/1 codec and Vert.x. It tells the watch where requests and answers begin
 * and end, and takes two requests away from Vert.x that it would answer itself, past the contract:
 * those of an unknown HTTP version (501), and those that ask to upgrade to HTTP/2 in clear text (an
 * empty 400 when they are malformed). The upgrade is obsolete and a server may ignore it (RFC 9113,
 * section 3.1); HTTP/2 with prior knowledge is served. The chunks of a streamed response go past
 * the encoder, by a {@link ChunkWriter}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of what fails
final class Http1Guard extends ChannelDuplexHandler {
  private final ConnectionWatch watch;
  private final ChunkWriter chunks;
  private @Nullable HttpRequest current;

  /**
   * @param encoder of the connection, which stands before this
   */
  Http1Guard(ConnectionWatch watch, ChannelHandlerContext encoder) {
    this.watch = watch;
    this.chunks = new ChunkWriter(encoder);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    watch.message();
    if (watch.isBroken()) {
      ReferenceCountUtil.release(message); // whoever wrote it may have meant something else
      return;
    }
    if (message instanceof HttpRequest request) {
      current = request;
      head(request);
    } else if (message instanceof HttpObject piece && piece.decoderResult().isFailure()) {
      abort(ctx, piece);
      return;
    }
    if (message instanceof LastHttpContent) {
      watch.body();
    }
    ctx.fireChannelRead(message);
  }

  /**
   * Vert.x closes at once on a body that is no HTTP. So it is told that the body has ended, and who
   * reads the request finds the failure at it.
   */
  private void abort(ChannelHandlerContext ctx, HttpObject piece) {
    HttpRequest request = current;
    if (request != null) {
      request.setDecoderResult(piece.decoderResult());
      watch.broken();
      watch.body();
      ctx.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
      closeIfDone(ctx);
    }
    ReferenceCountUtil.release(piece);
  }

  /**
   * Nothing after it can be understood, so the connection has served when its last response has
   * left: one that did not need the body may be written and not flushed.
   */
  private void closeIfDone(ChannelHandlerContext ctx) {
    if (watch.isBroken() && watch.isIdle()) {
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> ctx.close());
    }
  }

  private void head(HttpRequest request) {
    watch.head();
    correctVersion(request);
    if (isAmbiguous(request.headers()) && request.decoderResult().isSuccess()) {
      request.setDecoderResult(DecoderResult.failure(new AmbiguousRequestException()));
    }
    if (request.decoderResult().isFailure()) {
      watch.broken();
    }
    if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
      request.headers().remove(HttpHeaderNames.UPGRADE);
    }
  }

  /** What RFC 9112 wants refused (sections 3.2 and 6.1) and Netty lets pass. */
  private static boolean isAmbiguous(HttpHeaders headers) {
    return headers.getAll(HttpHeaderNames.HOST).size() > 1
        || headers.contains("")
        || (headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && !isOnlyChunked(headers));
  }

  private static boolean isOnlyChunked(HttpHeaders headers) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0));
  }

  /**
   * Vert.x repeats the version in its responses, and knows the good ones by identity: what Netty
   * has made of {@code http/1.1} is equal to one of them and yet unknown.
   */
  @SuppressWarnings("ReferenceEquality")
  private static void correctVersion(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
      if (request.decoderResult().isSuccess()) {
        request.setDecoderResult(DecoderResult.failure(new UnsupportedVersionException()));
      }
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (chunks.write(message, promise)) {
      return;
    }
    if (message instanceof LastHttpContent && !isInterim(message)) {
      watch.answered();
      if (watch.isBroken()) {
        ctx.write(message, promise.unvoid()).addListener(written -> closeIfDone(ctx));
        return;
      }
    }
    ctx.write(message, promise);
  }

  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
