package com.plurence.gateway.http.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The channels that accept connections. Vert.x closes the servers of a port one after the other,
 * and the channel with the last of them: what it accepts for one that is closed already is reset.
 * So a listener that ends closes its channel first. Safe on any thread.
 */
public final class ServerChannels {
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /** Sees a channel that is about to accept. */
  ChannelHandler watch() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
      }
    };
  }

  /**
   * Accepts no more at {@code port}.
   *
   * @return completes when the event loops have been given whatever was accepted
   */
  public Future<Void> close(int port) {
    return Future.join(
            open.stream().filter(channel -> isAt(channel, port)).map(this::close).toList())
        .mapEmpty();
  }

  private static boolean isAt(Channel channel, int port) {
    return channel.localAddress() instanceof InetSocketAddress at && at.getPort() == port;
  }

  private Future<Void> close(Channel channel) {
    Promise<Void> closed = Promise.promise();
    channel.close().addListener(over -> closed.complete());
    return closed.future();
  }
}
