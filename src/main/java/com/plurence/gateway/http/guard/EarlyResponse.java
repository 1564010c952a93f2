package com.plurence.gateway.http.guard;

import io.netty.channel.Channel;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What a client is told whose request does not come as far as the router; each time anew. */
@FunctionalInterface
public interface EarlyResponse {
  /**
   * The response, which is also logged.
   *
   * @param client who is at the other end; null: the connection is gone
   */
  PlainResponse to(@Nullable SocketAddress client);

  /** The response for whoever is at the other end of {@code channel}, or of its proxy. */
  default PlainResponse on(Channel channel) {
    SocketAddress proxied = channel.attr(ConnectionBase.REMOTE_ADDRESS_OVERRIDE).get();
    return to(
        proxied == null && channel.remoteAddress() instanceof InetSocketAddress peer
            ? SocketAddress.inetSocketAddress(peer)
            : proxied);
  }
}
