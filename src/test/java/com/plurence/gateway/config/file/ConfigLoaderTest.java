package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ExtensionsConfig;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.config.OverloadConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.config.ShutdownConfig;
import com.plurence.gateway.config.StoreConfig;
import com.plurence.gateway.config.UsageConfig;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig.SdkAlias;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.HttpTimeoutsConfig;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.config.listener.ProxiesConfig;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.config.provider.ProviderConfig.Protocol;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.price.PriceList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {

  @Test
  void anEmptyFileGivesTheDefaults() throws ConfigException {
    GatewayConfig config = ConfigLoader.parse("gateway.yaml", "", Map.of());

    UpstreamConfig upstream = UpstreamConfig.DEFAULT;
    ModelConfig chat = demoModel("demo-chat");
    ModelConfig embedding = demoModel("demo-embedding");
    assertThat(config)
        .isEqualTo(
            new GatewayConfig(
                new ListenersConfig(
                    new ListenerConfig("0.0.0.0", 8080, Optional.empty()),
                    new ListenerConfig("127.0.0.1", 8081, Optional.empty()),
                    new ListenerConfig("127.0.0.1", 9090, Optional.empty())),
                new HttpLimitsConfig(10 * 1024 * 1024, 8 * 1024, 32 * 1024, 64, 4L << 30, 20_000),
                new HttpTimeoutsConfig(seconds(10), seconds(60), seconds(75), seconds(60)),
                new OverloadConfig(10_000, 0.1, 0.25, Duration.ofMillis(20)),
                new CorsConfig(List.of(), Duration.ofMinutes(10)),
                new ProxiesConfig(List.of()),
                new StoreConfig(new Secret("h2:./data/plurence"), Secret.NONE, 64L << 20),
                new SharedStateConfig(new Secret("memory:"), Duration.ofMillis(50)),
                LimitsConfig.DEFAULT,
                new AuthConfig(
                    new AuthConfig.Jwt(Secret.NONE, Secret.NONE, Duration.ofHours(1)),
                    Optional.empty(),
                    AuthConfig.Signups.CLOSED,
                    Set.of()),
                Map.of("demo", demoProvider()),
                Map.of("demo-chat", chat, "demo-embedding", embedding),
                Map.of(),
                upstream,
                new ErrorsConfig(SdkAlias.AUTO),
                new AnswersConfig(true, true, seconds(15)),
                new ShutdownConfig(seconds(1), seconds(60)),
                UsageConfig.DEFAULT,
                AuditConfig.DEFAULT,
                new ExtensionsConfig(Path.of("extensions")),
                List.of()));
  }

  @Test
  void aTargetOverridesItsProviderWhichOverridesTheRest() throws ConfigException {
    GatewayConfig config =
        ConfigLoader.parse(
            "gateway.yaml",
            """
            upstream: { max_attempts: 4, idle_timeout: 11s, pool: { size: 10, queue: 20 } }
            providers:
              demo: { kind: demo, upstream: { idle_timeout: 22s, pool: { size: 30 } } }
            models:
              one: { targets: [ { provider: demo, upstream: { pool: { queue: 40 } } } ] }
            """,
            Map.of());

    UpstreamConfig provider = provider(config, "demo").upstream();
    UpstreamConfig target = model(config, "one").targets().get(0).upstream();
    assertThat(provider.pool()).isEqualTo(new UpstreamConfig.Pool(30, 20));
    assertThat(target.pool()).isEqualTo(new UpstreamConfig.Pool(30, 40));
    assertThat(target.idleTimeout()).isEqualTo(seconds(22));
    assertThat(target.maxAttempts()).isEqualTo(4);
    assertThat(config.upstream().idleTimeout()).isEqualTo(seconds(11));
  }

  @Test
  void theBuiltInDemoFollowsTheSettingsForAllProviders() throws ConfigException {
    GatewayConfig config =
        ConfigLoader.parse("gateway.yaml", "upstream: { max_attempts: 7 }", Map.of());

    assertThat(provider(config, "demo").upstream().maxAttempts()).isEqualTo(7);
    assertThat(model(config, "demo-chat").targets().get(0).upstream().maxAttempts()).isEqualTo(7);
  }

  @Test
  void providersAndModelsKeepTheOrderOfTheFile() throws ConfigException {
    GatewayConfig config =
        ConfigLoader.parse(
            "gateway.yaml",
            """
            providers: { z: { kind: demo }, a: { kind: demo }, m: { kind: demo } }
            models:
              meta/llama-3:8b: { targets: [ { provider: z } ] }
              a.1: { targets: [ { provider: a } ] }
            """,
            Map.of());

    assertThat(config.providers().keySet()).containsExactly("z", "a", "m");
    assertThat(config.models().keySet()).containsExactly("meta/llama-3:8b", "a.1");
  }

  @Test
  void theEnvironmentMayGiveTheJwtSecretWithoutAnySetting() throws ConfigException {
    String secret = "0123456789abcdef0123456789abcdef";

    GatewayConfig config =
        ConfigLoader.parse("gateway.yaml", "", Map.of("PLURENCE_JWT_SECRET", secret));

    assertThat(config.auth().jwt().secret()).isEqualTo(new Secret(secret));
  }

  @Test
  void variablesAreTextAndNeverStructure() throws ConfigException {
    String hostile = "x, port: 1 }\nstore: { url: other";

    GatewayConfig config =
        ConfigLoader.parse(
            "gateway.yaml",
            """
            verticles:
              - name: A
                config:
                  note: ${NOTE}
                  count: ${COUNT:-3}
                  port: 3
            """,
            Map.of("NOTE", hostile));

    assertThat(config.verticles().get(0).config())
        .isEqualTo(Map.of("note", hostile, "count", "3", "port", 3));
    assertThat(config.store().url()).isEqualTo(new Secret("h2:./data/plurence"));
  }

  @Test
  void anAliasRepeatsWhatAnAnchorNames() throws ConfigException {
    GatewayConfig config =
        ConfigLoader.parse(
            "gateway.yaml",
            """
            providers: { demo: { kind: demo } }
            models: { a: &same { targets: [ { provider: demo } ] }, b: *same }
            """,
            Map.of());

    assertThat(model(config, "b").targets()).isEqualTo(model(config, "a").targets());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base_url: 'https://a', proxy: 'b:1', http_versions: ['2']",
        "base_url: 'http://a', proxy: 'b:1', http_versions: ['1.1', '2']",
        "base_url: 'http://a', proxy: none, http_versions: ['2']"
      })
  void http2AndAProxyGoTogetherWhereTheProxyNeedNotSpeakIt(String provider) throws ConfigException {
    String yaml =
        "models: { m: { targets: [ { provider: p } ] } }\nproviders: { p: { " + provider + " } }";

    assertThat(ConfigLoader.parse("gateway.yaml", yaml, Map.of()).providers()).containsKey("p");
  }

  private static ProviderConfig provider(GatewayConfig config, String name) {
    return Optional.ofNullable(config.providers().get(name)).orElseThrow();
  }

  private static ModelConfig model(GatewayConfig config, String name) {
    return Optional.ofNullable(config.models().get(name)).orElseThrow();
  }

  private static ModelConfig demoModel(String name) {
    return new ModelConfig(
        name,
        List.of(
            new TargetConfig(
                "demo",
                Optional.empty(),
                1,
                1,
                TargetTraits.DEFAULT,
                PriceList.UNKNOWN,
                UpstreamConfig.DEFAULT)));
  }

  private static ProviderConfig demoProvider() {
    return new ProviderConfig(
        "demo",
        Kind.DEMO,
        Optional.empty(),
        Secret.NONE,
        ProviderConfig.RequestSettings.DEFAULT,
        Optional.empty(),
        List.of(Protocol.HTTP_1_1),
        ProviderConfig.Tls.SYSTEM,
        true,
        false,
        ProviderConfig.DEFAULT_API_VERSION,
        UpstreamConfig.DEFAULT);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
