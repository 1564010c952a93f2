package com.plurence.gateway.http.guard.proxy;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.address.TrustedProxies;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * On which listeners the connections of trusted proxies may begin with a header of the PROXY
 * protocol. Safe on any thread.
 */
public final class ProxyHeaders {
  private final TrustedProxies trusted;
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

  public ProxyHeaders(TrustedProxies trusted) {
    this.trusted = trusted;
  }

  /** Whose word is believed. */
  public TrustedProxies trusted() {
    return trusted;
  }

  /** From now on, on the listener of that port. */
  public void expectOn(int port) {
    ports.add(port);
  }

  /** Whether {@code connection} may begin with such a header. */
  public boolean areExpectedOn(Channel connection) {
    return connection.localAddress() instanceof InetSocketAddress here
        && ports.contains(here.getPort())
        && connection.remoteAddress() instanceof InetSocketAddress peer
        && IpAddress.parse(peer.getAddress().getHostAddress()).filter(trusted::include).isPresent();
  }
}
