package com.plurence.gateway.server;

import com.plurence.gateway.address.TrustedProxies;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.http.guard.CountedConnections;
import com.plurence.gateway.http.guard.ServerChannels;
import com.plurence.gateway.http.guard.proxy.ProxyHeaders;

/**
 * What is known of connections before there is a request, whichever listener they come to. Safe on
 * any thread.
 *
 * @param counted those that {@code limits_http.connections} is about
 * @param proxies whose word is believed for where a connection comes from
 * @param accepting what new connections come from
 */
public record Entrance(CountedConnections counted, ProxyHeaders proxies, ServerChannels accepting) {

  /** Before any listener is open. */
  public static Entrance of(GatewayConfig config) {
    return new Entrance(
        new CountedConnections(
            config.listeners().gateway().port(), config.limitsHttp().connections()),
        new ProxyHeaders(new TrustedProxies(config.proxies().trusted())),
        new ServerChannels());
  }

  /** The listener of that name is bound to {@code port}. */
  void opened(String name, ListenerConfig listener, int port) {
    if (name.equals(Listeners.GATEWAY)) {
      counted.countAt(port);
    }
    if (listener.proxyProtocol()) {
      proxies.expectOn(port);
    }
  }
}
