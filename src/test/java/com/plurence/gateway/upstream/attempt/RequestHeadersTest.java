package com.plurence.gateway.upstream.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.dialect.openai.OpenAiProvider;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What extensions set passes, but for credentials and what belongs to one connection. */
final class RequestHeadersTest {
  private static final ProviderConfig PROVIDER =
      new ProviderConfig(
          "p",
          ProviderConfig.Kind.OPENAI,
          BaseUrl.parse("http://localhost:1/v1"),
          Secret.NONE,
          ProviderConfig.RequestSettings.DEFAULT,
          Optional.empty(),
          List.of(ProviderConfig.Protocol.HTTP_1_1),
          ProviderConfig.Tls.SYSTEM,
          true,
          false,
          ProviderConfig.DEFAULT_API_VERSION,
          UpstreamConfig.DEFAULT);

  private static final MultiMap CLIENT =
      HttpHeaders.headers().add("x-tenant", "client").add("openai-beta", "client");

  @Test
  void whatAnExtensionSetsReachesTheProvider() {
    RequestHeaders headers =
        RequestHeaders.of("id", CLIENT)
            .changed(Map.of("X-Tenant", Optional.of("extension"), "openai-beta", Optional.empty()));

    MultiMap sent = sent(headers);

    assertThat(sent.getAll("x-tenant")).containsExactly("extension");
    assertThat(sent.contains("openai-beta")).isFalse();
    assertThat(headers.all().getAll("x-tenant")).containsExactly("extension");
  }

  @Test
  void noExtensionSetsACredentialOrWhatBelongsToAConnection() {
    MultiMap sent =
        sent(
            RequestHeaders.of("id", CLIENT)
                .changed(
                    Map.of(
                        "Authorization", Optional.of("Bearer x"),
                        "api-key", Optional.of("x"),
                        "Proxy-Authorization", Optional.of("x"),
                        "Host", Optional.of("x"),
                        "Content-Length", Optional.of("9"))));

    assertThat(sent.names())
        .containsExactlyInAnyOrder(
            "openai-beta", "x-client-request-id", "accept-encoding", "content-length");
    assertThat(sent.get("content-length")).isEqualTo("5");
  }

  private static MultiMap sent(RequestHeaders headers) {
    MultiMap request = HttpHeaders.headers();
    ForwardedHeaders.toProvider(headers, request, PROVIDER, new OpenAiProvider(), 5);
    return request;
  }
}
