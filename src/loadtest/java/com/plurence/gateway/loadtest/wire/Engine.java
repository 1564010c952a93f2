package com.plurence.gateway.loadtest.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The one event loop that all load comes from: everything about a run is confined to it. */
public final class Engine implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  private final MultiThreadIoEventLoopGroup group;
  private final Class<? extends Channel> channels;

  public Engine() {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(1, io);
    this.channels = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  private EventLoop loop() {
    return group.next();
  }

  /** Runs {@code action} on the loop, so much later. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing here is cancelled, and nothing throws
  void after(long nanos, Runnable action) {
    loop().schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs {@code action} on the loop. */
  void run(Runnable action) {
    loop().execute(action);
  }

  /** A connection to the target; the future completes on the loop. */
  public CompletableFuture<Connection> connect(URI target) {
    CompletableFuture<Connection> connected = new CompletableFuture<>();
    new Bootstrap()
        .group(group)
        .channel(channels)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new Connection(channel));
              }
            })
        .connect(target.getHost(), target.getPort())
        .addListener(
            (io.netty.channel.ChannelFutureListener)
                done -> {
                  if (done.isSuccess()) {
                    connected.complete(done.channel().pipeline().get(Connection.class));
                  } else {
                    connected.completeExceptionally(done.cause());
                  }
                });
    return connected;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
