package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.address.IpNetwork;
import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ExtensionsConfig;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.config.OverloadConfig;
import com.plurence.gateway.config.Pem;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.config.ShutdownConfig;
import com.plurence.gateway.config.StoreConfig;
import com.plurence.gateway.config.UsageConfig;
import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig.SdkAlias;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.HttpTimeoutsConfig;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.config.listener.ProxiesConfig;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.config.provider.ProviderConfig.Protocol;
import com.plurence.gateway.config.provider.ProxyConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.price.PriceList;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All settings at once, each other than its default, but for those of prices and records, which
 * have tests of their own.
 */
final class EverySettingTest {
  @Test
  void everySettingCanBeSet(@TempDir Path folder) throws ConfigException, IOException {
    Path pem = Files.writeString(folder.resolve("some.pem"), "any");

    GatewayConfig config =
        ConfigLoader.parse(
            "gateway.yaml",
            """
            listeners:
              gateway:    { host: "::1", port: 1, tls: { certificate: "${PEM}", key: "${PEM}" } }
              management: { host: localhost, port: 2, proxy_protocol: true }
              ops:        { host: 10.0.0.1, port: 0 }
            proxies: { trusted: [10.0.0.0/8] }
            limits_http: { body: 1MiB, uri: 2KiB, headers: 3B, json_depth: 4, spool: 6MiB, connections: 5 }
            timeouts_http: { header: 1ms, body: 2s, keep_alive: 3m, write: 4s }
            overload: { in_flight: 5000, spare: 0.2, buffered: 0.5, delay: 50ms }
            cors: { origins: ["https://app.example.com", "http://localhost:3000"], max_age: 1h }
            store:
              url: "postgresql://user:p%40ss@db.example.com:5432/plurence?sslmode=require"
              secret: a secret of thirty-two characters
              kept_answers: 16MiB
            shared_state: { url: "rediss://:secret@redis.example.com:6380/1", timeout: 20ms }
            auth:
              jwt:
                secret: 0123456789abcdef0123456789abcdef
                previous_secret: fedcba9876543210fedcba9876543210
                ttl: 30m
              issuer:
                name: https://login.example.com/
                jwks_url: https://login.example.com/keys
                audience: plurence
              operators: [Ops@Example.com]
            providers:
              openai:
                kind: openai
                base_url: HTTPS://API.example.com/v1/
                credential: api-key
                headers: { X-Team: blue }
                query: { api-version: 2024-10-21 }
                proxy: "http://me:p%40ss@proxy.example:3128"
                api_key: sk-key
                http_versions: [2, "1.1"]
                stream_usage: false
                responses: true
                tls: { ca: "${PEM}", certificate: "${PEM}", key: "${PEM}" }
            models:
              gpt-4o-mini:
                targets:
                  - provider: openai
                    model: gpt
                    weight: 2
                    priority: 3
                    drops: [temperature, thinking]
                    max_tokens_field: max_tokens
                    reasoning_content: true
                    extra: { a: { b: [1, "2"], c: 0.5 } }
            upstream:
              connect_timeout: 1s
              write_timeout: 17s
              first_byte_timeout: 2s
              idle_timeout: 3s
              total_timeout: 4s
              max_attempts: 5
              backoff: { base: 6ms, factor: 1.5, cap: 7ms }
              retry_time: 8s
              retry_after_cap: 9s
              retry_budget: { ratio: 0.25, per_second: 10 }
              breaker: { failures: 11, ratio: 1, window: 12s, open: 13s }
              pool: { size: 14, queue: 0 }
              answer: 15MiB
              event: 16KiB
            errors: { sdk_alias: always }
            answers: { attempts: false, target: false, keep_alive: 0s }
            shutdown: { pause: 5s, drain: 10s }
            extensions: { directory: jars }
            verticles:
              - name: com.example.MyVerticle
                instances: 2
                threading: worker
                order: -3
                required: false
                deadline: 70ms
                fail: open
                config: { port: 8080, big: 5000000000, on: true, list: [1.5, "2"], skip: null }
            """,
            Map.of("PEM", pem.toString()));

    UpstreamConfig upstream =
        new UpstreamConfig(
            seconds(1),
            seconds(17),
            seconds(2),
            seconds(3),
            seconds(4),
            5,
            new UpstreamConfig.Backoff(Duration.ofMillis(6), 1.5, Duration.ofMillis(7)),
            seconds(8),
            seconds(9),
            new UpstreamConfig.RetryBudget(0.25, 10),
            new UpstreamConfig.Breaker(true, 11, 1, seconds(12), seconds(13)),
            new UpstreamConfig.Pool(14, 0),
            15 * 1024 * 1024,
            16 * 1024);
    assertThat(config)
        .isEqualTo(
            new GatewayConfig(
                new ListenersConfig(
                    new ListenerConfig(
                        "::1",
                        1,
                        Optional.of(
                            new ListenersConfig.Tls(
                                Pem.read(pem).orElseThrow(), Pem.read(pem).orElseThrow()))),
                    new ListenerConfig("localhost", 2, Optional.empty(), true),
                    new ListenerConfig("10.0.0.1", 0, Optional.empty())),
                new HttpLimitsConfig(1024 * 1024, 2048, 3, 4, 6L << 20, 5),
                new HttpTimeoutsConfig(
                    Duration.ofMillis(1), seconds(2), Duration.ofMinutes(3), seconds(4)),
                new OverloadConfig(5000, 0.2, 0.5, Duration.ofMillis(50)),
                new CorsConfig(
                    List.of("https://app.example.com", "http://localhost:3000"),
                    Duration.ofHours(1)),
                new ProxiesConfig(List.of(IpNetwork.parse("10.0.0.0/8").orElseThrow())),
                new StoreConfig(
                    new Secret(
                        "postgresql://user:p%40ss@db.example.com:5432/plurence?sslmode=require"),
                    new Secret("a secret of thirty-two characters"),
                    16L << 20),
                new SharedStateConfig(
                    new Secret("rediss://:secret@redis.example.com:6380/1"), Duration.ofMillis(20)),
                LimitsConfig.DEFAULT,
                new AuthConfig(
                    new AuthConfig.Jwt(
                        new Secret("0123456789abcdef0123456789abcdef"),
                        new Secret("fedcba9876543210fedcba9876543210"),
                        Duration.ofMinutes(30)),
                    Optional.of(
                        new AuthConfig.Issuer(
                            "https://login.example.com/",
                            URI.create("https://login.example.com/keys"),
                            "plurence")),
                    AuthConfig.Signups.OPEN,
                    Set.of("ops@example.com")),
                Map.of(
                    "openai",
                    new ProviderConfig(
                        "openai",
                        Kind.OPENAI,
                        BaseUrl.parse("https://api.example.com/v1"),
                        new Secret("sk-key"),
                        new ProviderConfig.RequestSettings(
                            ProviderConfig.Credential.API_KEY,
                            Map.of("x-team", new Secret("blue")),
                            Map.of("api-version", new Secret("2024-10-21"))),
                        Optional.of(
                            new ProxyConfig(
                                "proxy.example", 3128, new Secret("me"), new Secret("p@ss"))),
                        List.of(Protocol.HTTP_2, Protocol.HTTP_1_1),
                        new ProviderConfig.Tls(Pem.read(pem), Pem.read(pem), Pem.read(pem)),
                        false,
                        true,
                        ProviderConfig.DEFAULT_API_VERSION,
                        upstream)),
                Map.of(
                    "gpt-4o-mini",
                    new ModelConfig(
                        "gpt-4o-mini",
                        List.of(
                            new TargetConfig(
                                "openai", gpt(), 2, 3, traits(), PriceList.UNKNOWN, upstream)))),
                Map.of(),
                upstream,
                new ErrorsConfig(SdkAlias.ALWAYS),
                new AnswersConfig(false, false, Duration.ZERO),
                new ShutdownConfig(seconds(5), seconds(10)),
                UsageConfig.DEFAULT,
                AuditConfig.DEFAULT,
                new ExtensionsConfig(Path.of("jars")),
                List.of(
                    new VerticleConfig(
                        "com.example.MyVerticle",
                        2,
                        VerticleConfig.Threading.WORKER,
                        -3,
                        false,
                        Duration.ofMillis(70),
                        VerticleConfig.Failure.OPEN,
                        Map.of(
                            "port",
                            8080,
                            "big",
                            5_000_000_000L,
                            "on",
                            true,
                            "list",
                            List.of(1.5, "2"))))));
  }

  private static Optional<String> gpt() {
    return Optional.of("gpt");
  }

  private static TargetTraits traits() {
    return new TargetTraits(
        TargetTraits.DEFAULT_MAX_OUTPUT,
        Set.of(TargetTraits.Dropped.TEMPERATURE, TargetTraits.Dropped.THINKING),
        false,
        false,
        false,
        true,
        true,
        true,
        new ObjectMapper()
            .<ObjectNode>valueToTree(Map.of("a", Map.of("b", List.of(1, "2"), "c", 0.5))));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
