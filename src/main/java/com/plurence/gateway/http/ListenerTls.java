package com.plurence.gateway.http;

import com.plurence.gateway.config.listener.ListenersConfig.Tls;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a listener speaks TLS: 1.3, and 1.2 with ephemeral keys and authenticated ciphers only. */
final class ListenerTls {
  /** In the order of preference; the names are those of IANA, which every TLS engine takes. */
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private ListenerTls() {}

  /**
   * The options of a server.
   *
   * @param handshake longest time of one
   */
  static ServerSSLOptions options(Tls tls, Duration handshake) {
    ServerSSLOptions options = new ServerSSLOptions();
    options
        .setUseAlpn(true)
        .setSslHandshakeTimeout(handshake.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    CIPHERS.forEach(options::addEnabledCipherSuite);
    return options.setKeyCertOptions(
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(tls.certificate().text()))
            .addKeyValue(Buffer.buffer(tls.key().text())));
  }
}
