package com.plurence.gateway.upstream.http;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProxyConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a request to a target goes. */
final class Destination {
  private final ProviderConfig provider;
  private final BaseUrl base;

  Destination(Target target) {
    provider = target.provider();
    base = provider.baseUrl().orElseThrow();
  }

  /**
   * What the client needs to open a request.
   *
   * @param path below the base URL, such as {@code /chat/completions}, perhaps with a query
   * @param model what the provider calls the model
   */
  RequestOptions options(String path, String model) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(base.name())
            .setPort(base.port())
            .setURI(uri(path, model));
    // Through TLS nobody but the provider can read, so a proxy is only asked for a tunnel.
    Optional<ProxyConfig> proxy = base.tls() ? Optional.empty() : provider.proxy();
    proxy.ifPresent(
        way -> {
          options.setURI("http://" + base.authority() + options.getURI());
          if (!way.user().isEmpty()) {
            options.putHeader(HttpHeaders.PROXY_AUTHORIZATION, basic(way));
          }
        });
    return options.setServer(
        proxy
            .map(way -> SocketAddress.inetSocketAddress(way.port(), way.host()))
            .orElseGet(() -> SocketAddress.inetSocketAddress(base.port(), base.host())));
  }

  /** Path and query. */
  private String uri(String path, String model) {
    String below =
        base.namesModel() ? base.path().replace(BaseUrl.MODEL, encoded(model)) : base.path();
    Map<String, Secret> query = provider.request().query();
    if (query.isEmpty()) {
      return below + path;
    }
    String before = below + path + (path.indexOf('?') < 0 ? "?" : "&");
    return query.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue().reveal()))
        .collect(Collectors.joining("&", before, ""));
  }

  /**
   * Everything but letters, digits and {@code -._*} as octets, so that no name changes the path.
   */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String basic(ProxyConfig proxy) {
    String login = proxy.user().reveal() + ":" + proxy.password().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
