package com.plurence.gateway.acceptance.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which headers of a client reach a provider, whatever the client speaks. */
final class HeadersToProvidersTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers: { p: { base_url: "demo://p" } }
            models: { m: { targets: [ { provider: p } ] } }
            """);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /**
   * Who a caller is to proxies in front of the gateway is nothing to a model provider, and neither
   * is what one of another kind reads.
   */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whatIsForSomebodyElseStaysHere(HttpVersion version) {
    List<String> names =
        """
        x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port x-forwarded-user
        x-forwarded-email x-forwarded-groups x-forwarded-preferred-username
        x-forwarded-access-token x-forwarded-client-cert x-original-forwarded-for forwarded via
        x-real-ip x-client-ip true-client-ip x-cluster-client-ip fastly-client-ip fly-client-ip
        x-auth-request-user x-auth-request-email x-auth-request-access-token
        cf-access-jwt-assertion cf-access-authenticated-user-email cf-connecting-ip cf-ray
        x-ms-client-principal x-ms-client-principal-name x-ms-token-aad-access-token
        x-amzn-oidc-data x-amzn-oidc-identity x-amzn-oidc-accesstoken x-amzn-trace-id
        x-goog-iap-jwt-assertion x-goog-authenticated-user-email x-goog-user-project
        x-cloud-trace-context x-appengine-user-ip x-envoy-external-address x-envoy-peer-metadata
        x-consumer-username x-consumer-custom-id x-credential-identifier x-userinfo x-id-token
        x-access-token x-pomerium-jwt-assertion x-authentik-username x-vouch-user
        x-remote-user remote-user x-webauth-user x-ssl-client-cert ssl-client-subject-dn
        x-client-cert tailscale-user-login x-jwt-payload x-original-url x-original-uri
        x-original-host x-rewrite-url x-http-method-override x-http-method x-method-override
        x-azure-clientip x-azure-fdid x-arr-clientcert x-b3-traceid baggage tracestate
        x-request-id x-correlation-id cookie origin referer idempotency-key
        proxy-authorization api-key x-goog-api-key openai-organization openai-project
        x-plurence-error-format x-nobody-knows anthropic-version anthropic-beta\
        """
            .lines()
            .flatMap(line -> Stream.of(line.trim().split(" ")))
            .toList();

    MultiMap seen = send(version, names, "stays");

    assertThat(seen.toString()).doesNotContain("stays");
  }

  /** What SDKs and a vendor's documentation make callers send is for the provider. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whatProvidersKnowPasses(HttpVersion version) {
    List<String> names =
        """
        accept-language user-agent traceparent openai-beta x-stainless-lang x-stainless-os http-referer
        x-title x-openrouter-categories helicone-property-app helicone-user-id x-portkey-trace-id x-litellm-tags
        x-session-affinity x-grok-conv-id groq-beta nvcf-poll-seconds\
        """
            .lines()
            .flatMap(line -> Stream.of(line.trim().split(" ")))
            .toList();

    MultiMap seen = send(version, names, "passes");

    assertThat(names).allSatisfy(name -> assertThat(seen.get(name)).as(name).isEqualTo("passes"));
  }

  /** What the provider sees of a request with these headers. */
  private static MultiMap send(HttpVersion version, List<String> names, String value) {
    Map<String, String> headers =
        names.stream().collect(Collectors.toMap(Function.identity(), name -> value));

    StreamClient.Call call = gateway.streams(version).chat("m", false, headers);
    await().until(call::ended);

    assertThat(call.status()).isEqualTo(200);
    List<DemoJournal.Seen> seen = gateway.demo("p").journal().seen();
    return seen.get(seen.size() - 1).headers();
  }
}
