package com.plurence.gateway.upstream.http;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Protocol;
import com.plurence.gateway.config.provider.ProxyConfig;
import com.plurence.gateway.config.provider.UpstreamConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ClientConfig;
import io.vertx.core.http.Http2ClientConfig;
import io.vertx.core.http.HttpClientConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All that makes one connection different from another: what is equal may share a client.
 *
 * @param baseUrl of the provider; empty for a client of hosts that are no providers
 * @param proxy the way out, if it leads through one
 * @param poolSize connections to one host at most
 */
record ClientSettings(
    Optional<BaseUrl> baseUrl,
    Optional<ProxyConfig> proxy,
    List<Protocol> protocols,
    ProviderConfig.Tls tls,
    Duration connectTimeout,
    int poolSize) {
  private static final Duration IDLE_CONNECTION = Duration.ofSeconds(60);

  /** Largest chunk of a response body in bytes; each costs one buffer and one write. */
  private static final int LARGEST_CHUNK = 64 * 1024;

  /** For documents of hosts that are no providers; each address says whether it is of TLS. */
  static final ClientSettings DOCUMENTS =
      new ClientSettings(
          Optional.empty(),
          Optional.empty(),
          List.of(Protocol.HTTP_1_1),
          ProviderConfig.Tls.SYSTEM,
          WebDocuments.LONGEST,
          2);

  static ClientSettings of(Target target) {
    ProviderConfig provider = target.provider();
    UpstreamConfig upstream = target.upstream();
    return new ClientSettings(
        Optional.of(provider.baseUrl().orElseThrow()),
        provider.proxy(),
        provider.protocols(),
        provider.tls(),
        upstream.connectTimeout(),
        upstream.pool().size());
  }

  /** Whether its connections are of TLS, unless an address says otherwise. */
  boolean isTls() {
    return baseUrl.map(BaseUrl::tls).orElse(true);
  }

  HttpClientConfig client() {
    HttpClientConfig config =
        new HttpClientConfig()
            .setConnectTimeout(connectTimeout)
            .setSsl(isTls())
            .setVerifyHost(true)
            .setMaxRedirects(0)
            .setDecompressionEnabled(true)
            .setVersions(protocols.stream().map(ClientSettings::version).toList());
    config.setHttp1Config(
        new Http1ClientConfig()
            .setKeepAliveTimeout(IDLE_CONNECTION)
            .setMaxChunkSize(LARGEST_CHUNK));
    config.setHttp2Config(
        new Http2ClientConfig().setKeepAliveTimeout(IDLE_CONNECTION).setClearTextUpgrade(false));
    if (isTls()) {
      proxy.map(ClientSettings::tunnel).ifPresent(config.getTcpConfig()::setProxyOptions);
    }
    return config;
  }

  private static ProxyOptions tunnel(ProxyConfig proxy) {
    ProxyOptions options =
        new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
    if (!proxy.user().isEmpty()) {
      options.setUsername(proxy.user().reveal()).setPassword(proxy.password().reveal());
    }
    return options;
  }

  private static HttpVersion version(Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_1 -> HttpVersion.HTTP_1_1;
      case HTTP_2 -> HttpVersion.HTTP_2;
    };
  }

  PoolOptions pool() {
    return new PoolOptions()
        .setHttp1MaxSize(poolSize)
        .setHttp2MaxSize(poolSize)
        .setMaxWaitQueueSize(-1);
  }

  ClientSSLOptions trust() {
    ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
    options
        .setSslHandshakeTimeout(connectTimeout.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (isTls() && protocols.contains(Protocol.HTTP_2)) {
      options.setUseAlpn(true);
    }
    tls.ca()
        .ifPresent(
            ca ->
                options.setTrustOptions(
                    new PemTrustOptions().addCertValue(Buffer.buffer(ca.text()))));
    if (tls.certificate().isPresent() && tls.key().isPresent()) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(tls.certificate().get().text()))
              .addKeyValue(Buffer.buffer(tls.key().get().text())));
    }
    return options;
  }
}
