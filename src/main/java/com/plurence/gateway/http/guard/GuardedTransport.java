package com.plurence.gateway.http.guard;

import com.plurence.gateway.http.guard.AcceptGuard.SharedCounts;
import com.plurence.gateway.http.guard.proxy.ProxyHeaderGuard;
import com.plurence.gateway.http.guard.proxy.ProxyHeaders;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;

/**
 * A transport of Vert.x that puts an {@link AcceptGuard} at the head of every connection its
 * servers accept: the one place where Vert.x lets a program see a connection before its first byte.
 * It also sizes the reads of its clients: a usual answer of a model comes in one read, and no read
 * takes more than half of what a stream with a slow reader may hold.
 */
public final class GuardedTransport implements io.vertx.core.transport.Transport {
  /**
   * Bytes of the first read of a connection to a provider, so that a usual answer needs only one;
   * Netty makes the next reads smaller or larger by what comes.
   */
  private static final int FIRST_READ = 8 * 1024;

  private static final int SMALLEST_READ = 1024;

  /** Bytes; a reader that can't keep up leaves no more than one such read in memory. */
  private static final int LARGEST_READ = 32 * 1024;

  private final io.vertx.core.transport.Transport plain;
  private final ConnectionLimits limits;
  private final GuardResponses answers;
  private final SharedCounts counts = new SharedCounts();
  private final ProxyHeaders proxyHeaders;
  private final ServerChannels accepting;

  /**
   * @param plain does the work
   */
  public GuardedTransport(
      io.vertx.core.transport.Transport plain,
      ConnectionLimits limits,
      GuardResponses answers,
      ProxyHeaders proxyHeaders,
      ServerChannels accepting) {
    this.plain = plain;
    this.proxyHeaders = proxyHeaders;
    this.accepting = accepting;
    this.limits = limits;
    this.answers = answers;
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public boolean available() {
    return plain.available();
  }

  @Override
  public Throwable unavailabilityCause() {
    return plain.unavailabilityCause();
  }

  @Override
  public Transport implementation() {
    return new Guarded(plain.implementation());
  }

  private void guard(ServerBootstrap bootstrap) {
    bootstrap.handler(accepting.watch());
    ChannelHandler vertx = bootstrap.config().childHandler();
    bootstrap.childHandler(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            ReadSizes reads = new ReadSizes();
            channel.config().setRecvByteBufAllocator(reads);
            if (proxyHeaders.areExpectedOn(channel)) {
              channel.pipeline().addLast(new ProxyHeaderGuard());
            }
            channel.pipeline().addLast(new AcceptGuard(limits, answers, counts, reads), vertx);
          }
        });
  }

  @SuppressWarnings("deprecation") // a parameter type of the Vert.x interface
  private final class Guarded implements Transport {
    private final Transport transport;

    Guarded(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
      transport.configure(config, domainSocket, bootstrap);
      guard(bootstrap);
    }

    @Override
    public void configure(
        TcpConfig config, boolean domainSocket, io.netty.bootstrap.Bootstrap bootstrap) {
      transport.configure(config, domainSocket, bootstrap);
      bootstrap.option(
          ChannelOption.RECVBUF_ALLOCATOR,
          new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
    }

    @Override
    public void configure(
        DatagramChannel channel, io.vertx.core.datagram.DatagramSocketOptions options) {
      transport.configure(channel, options);
    }

    @Override
    public boolean supportsDomainSockets() {
      return transport.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
      return transport.supportFileRegion();
    }

    @Override
    public boolean isAvailable() {
      return transport.isAvailable();
    }

    @Override
    public Throwable unavailabilityCause() {
      return transport.unavailabilityCause();
    }

    @Override
    public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
      return transport.convert(address);
    }

    @Override
    public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
      return transport.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
      return transport.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(
        int type, int threads, ThreadFactory factory, int ioRatio) {
      return transport.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
      return transport.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
      return transport.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
      return transport.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      return transport.serverChannelFactory(domainSocket);
    }
  }
}
