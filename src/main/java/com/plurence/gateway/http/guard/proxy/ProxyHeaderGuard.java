package com.plurence.gateway.http.guard.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.ProtocolDetectionState;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * First in the pipeline of a trusted proxy's connection, before TLS: takes a header of the PROXY
 * protocol, version 1 or 2, and makes its source the remote address of the connection. A connection
 * without one goes on as it is, since balancers look at the health of a server without. A broken
 * header ends the connection, as the protocol demands.
 */
public final class ProxyHeaderGuard extends ByteToMessageDecoder {
  /** Balancers add a few names of their own; certificates of clients are not asked for here. */
  private static final int MOST_EXTENSIONS = 4096;

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    ProtocolDetectionState found =
        mayBegin(in.getByte(in.readerIndex()))
            ? HAProxyMessageDecoder.detectProtocol(in).state()
            : ProtocolDetectionState.INVALID;
    if (found == ProtocolDetectionState.NEEDS_MORE_DATA) {
      return;
    }
    ChannelPipeline pipeline = ctx.pipeline();
    if (found == ProtocolDetectionState.DETECTED) {
      pipeline.addAfter(ctx.name(), "proxySource", new Source());
      pipeline.addAfter(
          ctx.name(), "proxyHeader", new HAProxyMessageDecoder(MOST_EXTENSIONS, true));
    }
    pipeline.remove(this);
  }

  /** Version 1 begins with PROXY, version 2 with an empty line. */
  private static boolean mayBegin(byte first) {
    return first == 'P' || first == '\r';
  }

  /** Takes what the header says. */
  private static final class Source extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!(message instanceof HAProxyMessage header)) {
        ctx.fireChannelRead(message);
        return;
      }
      AddressFamily family = header.proxiedProtocol().addressFamily();
      boolean told = family == AddressFamily.AF_IPv4 || family == AddressFamily.AF_IPv6;
      if (header.command() == HAProxyCommand.PROXY && told) {
        ctx.channel()
            .attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE)
            .set(SocketAddress.inetSocketAddress(header.sourcePort(), header.sourceAddress()));
      }
      ReferenceCountUtil.release(header);
      ctx.pipeline().remove(this);
    }

    /** The decoder closes the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
      if (!(failure instanceof DecoderException)) {
        ctx.fireExceptionCaught(failure);
      }
    }
  }
}
