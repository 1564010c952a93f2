package com.plurence.gateway.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.catalog.TargetPrices;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProxyConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request to a provider is addressed to, and whom the gateway connects to for it. */
final class DestinationTest {
  private static final ProxyConfig PROXY =
      new ProxyConfig("proxy", 3128, new Secret("me"), new Secret("it"));

  @ParameterizedTest
  @CsvSource({
    "https://a.example, a.example, a.example, 443, /chat",
    "http://a_b:8000/v1/, a_b, a_b, 8000, /v1/chat",
    "http://[FD00::1]/v1, [fd00::1], fd00::1, 80, /v1/chat",
    "https://[::1]:8443/v1, [::1], ::1, 8443, /v1/chat",
    "https://a.example/d/{model}, a.example, a.example, 443, /d/m%2F1%20%25/chat"
  })
  void isWhereTheBaseUrlLeads(String url, String name, String server, int port, String uri) {
    RequestOptions options = options(url, Optional.empty());

    assertThat(options.getHost()).isEqualTo(name);
    assertThat(options.getPort()).isEqualTo(port);
    assertThat(options.getURI()).isEqualTo(uri);
    assertThat(((SocketAddress) options.getServer()).host()).isEqualTo(server);
    assertThat(((SocketAddress) options.getServer()).port()).isEqualTo(port);
  }

  @Test
  void aProxyIsAskedByTheWholeAddress() {
    RequestOptions options = options("http://[fd00::1]:81/v1", Optional.of(PROXY));

    assertThat(options.getURI()).isEqualTo("http://[fd00::1]:81/v1/chat");
    assertThat(((SocketAddress) options.getServer()).host()).isEqualTo("proxy");
    assertThat(options.getHeaders().get("proxy-authorization")).isEqualTo("Basic bWU6aXQ=");
  }

  @Test
  void aProxyOfATunnelLearnsNothingOfTheRequest() {
    RequestOptions options = options("https://a.example/v1", Optional.of(PROXY));

    assertThat(options.getURI()).isEqualTo("/v1/chat");
    assertThat(((SocketAddress) options.getServer()).host()).isEqualTo("a.example");
    assertThat(options.getHeaders()).isNull();
  }

  private static RequestOptions options(String url, Optional<ProxyConfig> proxy) {
    ProviderConfig provider =
        new ProviderConfig(
            "p",
            ProviderConfig.Kind.OPENAI,
            BaseUrl.parse(url),
            Secret.NONE,
            new ProviderConfig.RequestSettings(
                ProviderConfig.Credential.BEARER, Map.of(), Map.of()),
            proxy,
            List.of(ProviderConfig.Protocol.HTTP_1_1),
            ProviderConfig.Tls.SYSTEM,
            true,
            false,
            ProviderConfig.DEFAULT_API_VERSION,
            UpstreamConfig.DEFAULT);
    Target target =
        new Target(
            "p/m",
            provider,
            "m/1 %",
            Optional.empty(),
            1,
            1,
            TargetTraits.DEFAULT,
            TargetPrices.NONE,
            UpstreamConfig.DEFAULT);
    return new Destination(target).options("/chat", target.model("m"));
  }
}
