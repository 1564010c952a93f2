package com.plurence.gateway.http.exchange;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.address.TrustedProxies;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Finds out where a request is from. */
public final class ClientAddress {
  private static final CharSequence X_FORWARDED_FOR =
      HttpHeaders.createOptimized("x-forwarded-for");
  private static final AttributeKey<IpAddress> PEER =
      AttributeKey.valueOf(ClientAddress.class, "peer");
  private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");

  private ClientAddress() {}

  /**
   * The other end of the connection, or whom trusted proxies name; the headers of others count
   * nothing.
   */
  public static IpAddress of(HttpServerRequest request, TrustedProxies proxies) {
    IpAddress peer = peer(request);
    return proxies.include(peer)
        ? proxies.client(
            peer, request.headers().getAll(X_FORWARDED_FOR), request.headers().getAll(FORWARDED))
        : peer;
  }

  /** The other end of the connection, read once for all of its requests. */
  private static IpAddress peer(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (!(connection instanceof HttpServerConnection socket)) {
      return of(connection.remoteAddress());
    }
    Attribute<IpAddress> known = socket.channelHandlerContext().channel().attr(PEER);
    @Nullable IpAddress peer = known.get();
    if (peer == null) {
      peer = of(connection.remoteAddress());
      known.set(peer);
    }
    return peer;
  }

  /** Without one, as on a connection that is gone, the address is that of nobody. */
  public static IpAddress of(@Nullable SocketAddress remote) {
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? IpAddress.UNKNOWN : IpAddress.parse(address).orElse(IpAddress.UNKNOWN);
  }
}
