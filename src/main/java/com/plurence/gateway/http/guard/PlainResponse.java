package com.plurence.gateway.http.guard;

import static io.netty.handler.codec.http2.Http2HeadersEncoder.ALWAYS_SENSITIVE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A whole response, to be written by a guard past the codec.
 *
 * @param headers in lower case, without those of the connection
 */
public record PlainResponse(int status, Map<String, String> headers, byte[] body) {
  /** The response in HTTP/1.1. */
  ByteBuf http1() {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 ").append(HttpResponseStatus.valueOf(status)).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("connection: close\r\n\r\n");
    return Unpooled.wrappedBuffer(head.toString().getBytes(StandardCharsets.US_ASCII), body);
  }

  /** The answer on one stream of HTTP/2. */
  public ByteBuf http2(int stream) {
    ByteBuf frames = Unpooled.buffer(512 + body.length);
    ByteBuf block = headerBlock(stream);
    frame(frames, Http2FrameTypes.HEADERS, new Http2Flags().endOfHeaders(true), stream, block);
    block.release();
    ByteBuf data = Unpooled.wrappedBuffer(body);
    frame(frames, Http2FrameTypes.DATA, new Http2Flags().endOfStream(true), stream, data);
    return frames;
  }

  /**
   * Written in full: the connection's own encoder, which knows the table that it shares with the
   * client, is out of reach.
   */
  private ByteBuf headerBlock(int stream) {
    Http2Headers names = new DefaultHttp2Headers().status(Integer.toString(status));
    headers.forEach(names::add);
    ByteBuf block = Unpooled.buffer(256);
    try {
      new DefaultHttp2HeadersEncoder(ALWAYS_SENSITIVE).encodeHeaders(stream, names, block);
    } catch (Http2Exception e) {
      throw new IllegalStateException("headers of our own are within every limit", e);
    }
    return block;
  }

  private static void frame(ByteBuf out, byte type, Http2Flags flags, int stream, ByteBuf payload) {
    Http2CodecUtil.writeFrameHeader(out, payload.readableBytes(), type, flags, stream);
    out.writeBytes(payload);
  }
}
