package com.plurence.gateway.config.listener;

import com.plurence.gateway.config.Pem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the gateway listens: for applications, for people and tools, and for its operator. */
public record ListenersConfig(
    ListenerConfig gateway, ListenerConfig management, ListenerConfig ops) {

  /**
   * One listener.
   *
   * @param port 0 takes a free port
   * @param tls absent for plain HTTP (HTTP/1.1 and h2c)
   * @param proxyProtocol whether connections of trusted proxies may begin with a header of the
   *     PROXY protocol
   */
  public record ListenerConfig(String host, int port, Optional<Tls> tls, boolean proxyProtocol) {

    /** One without the PROXY protocol. */
    public ListenerConfig(String host, int port, Optional<Tls> tls) {
      this(host, port, tls, false);
    }
  }

  /** What takes a restart to change: all but the certificates of a listener that has one. */
  public List<List<Object>> bound() {
    return Stream.of(gateway, management, ops)
        .map(it -> List.<Object>of(it.host(), it.port(), it.tls().isPresent(), it.proxyProtocol()))
        .toList();
  }

  /** Certificate chain and private key, both PEM files. */
  public record Tls(Pem certificate, Pem key) {}
}
