package com.plurence.gateway.testing;

import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.ExtensionsConfig;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.OverloadConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.config.ShutdownConfig;
import com.plurence.gateway.config.StoreConfig;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.HttpTimeoutsConfig;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.config.listener.ProxiesConfig;
import com.plurence.gateway.config.provider.UpstreamConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Configurations for tests. */
public final class Configs {
  private Configs() {}

  /** All defaults but that anybody may sign up; free ports on the loopback. */
  public static GatewayConfig plain() {
    return with(new Secret("h2:mem"), Secret.NONE);
  }

  /** The same with another store and secret of the tokens. */
  public static GatewayConfig with(Secret store, Secret jwt) {
    ListenerConfig free = new ListenerConfig("127.0.0.1", 0, Optional.empty());
    return new GatewayConfig(
        new ListenersConfig(free, free, free),
        new HttpLimitsConfig(10 * 1024 * 1024, 8192, 32768, 64, 1L << 30, 20000),
        new HttpTimeoutsConfig(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(75),
            Duration.ofSeconds(60)),
        new OverloadConfig(0.25),
        new CorsConfig(List.of(), Duration.ofMinutes(10)),
        new ProxiesConfig(List.of()),
        new StoreConfig(store, Secret.NONE, 64L << 20),
        new SharedStateConfig(new Secret("memory:")),
        new AuthConfig(
            new AuthConfig.Jwt(jwt, Secret.NONE, Duration.ofHours(1)),
            Optional.empty(),
            AuthConfig.Signups.OPEN,
            Set.of()),
        Map.of(),
        Map.of(),
        UpstreamConfig.DEFAULT,
        new ErrorsConfig(ErrorsConfig.SdkAlias.AUTO),
        new AnswersConfig(true, true, Duration.ofSeconds(15)),
        new ShutdownConfig(Duration.ZERO, Duration.ofSeconds(1)),
        new ExtensionsConfig(Path.of("extensions")),
        List.of());
  }
}
