package com.plurence.gateway.config.file;

import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.OverloadConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.config.ShutdownConfig;
import com.plurence.gateway.config.StoreConfig;
import com.plurence.gateway.config.listener.ErrorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig.SdkAlias;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.config.yaml.Durations;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import com.plurence.gateway.config.yaml.Sizes;
import com.plurence.gateway.price.PriceList;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the whole file, and their defaults. */
final class GatewaySettings {
  private static final Duration DAY = Duration.ofDays(1);

  /** Shorter ones are in the noise of the clock that ticks every 10 ms. */
  private static final Format<Duration> LOOP_DELAY =
      Durations.between(Duration.ofMillis(5), Duration.ofSeconds(10));

  private GatewaySettings() {}

  static GatewayConfig read(Section root) {
    UpstreamConfig upstream =
        root.in("upstream", section -> UpstreamSettings.read(section, UpstreamConfig.DEFAULT));
    Map<String, ProviderConfig> providers = providers(root, upstream);
    return new GatewayConfig(
        root.in("listeners", HttpSettings::listeners),
        root.in("limits_http", HttpSettings::limits),
        root.in("timeouts_http", HttpSettings::timeouts),
        root.in("overload", GatewaySettings::overload),
        root.in("cors", HttpSettings::cors),
        root.in("proxies", HttpSettings::proxies),
        root.in("store", GatewaySettings::store),
        root.in("shared_state", GatewaySettings::sharedState),
        root.in("limits", LimitSettings::read),
        root.in("auth", AuthSettings::read),
        providers,
        models(root, providers),
        PriceSettings.read(root),
        upstream,
        root.in("errors", GatewaySettings::errors),
        root.in("answers", GatewaySettings::answers),
        root.in("shutdown", GatewaySettings::shutdown),
        root.in("usage", RecordSettings::usage),
        root.in("audit", RecordSettings::audit),
        root.in("extensions", VerticleSettings::directory),
        root.groups("verticles", VerticleSettings::read));
  }

  private static boolean isDemo(Section root) {
    return !root.has("providers") && !root.has("models");
  }

  private static Map<String, ProviderConfig> providers(Section root, UpstreamConfig upstream) {
    Map<String, ProviderConfig> named =
        root.named(
            "providers",
            ProviderSettings.NAME,
            (name, section) -> ProviderSettings.read(name, section, upstream));
    return isDemo(root) ? Map.of("demo", ProviderSettings.demo("demo", upstream)) : named;
  }

  private static Map<String, ModelConfig> models(
      Section root, Map<String, ProviderConfig> providers) {
    Map<String, ModelConfig> named =
        root.named(
            "models",
            ModelSettings.NAME,
            (name, section) -> ModelSettings.read(name, section, providers));
    if (isDemo(root)) {
      return demoModels(providers);
    }
    if (!root.has("models")) {
      root.problem("models", "is missing, accepted: at least one model that leads to a provider");
    }
    return named;
  }

  private static Map<String, ModelConfig> demoModels(Map<String, ProviderConfig> providers) {
    Map<String, ModelConfig> models = new LinkedHashMap<>();
    providers.forEach(
        (name, provider) ->
            List.of("demo-chat", "demo-embedding")
                .forEach(
                    model ->
                        models.put(
                            model,
                            new ModelConfig(
                                model,
                                List.of(
                                    new TargetConfig(
                                        name,
                                        Optional.empty(),
                                        1,
                                        1,
                                        TargetTraits.DEFAULT,
                                        PriceList.UNKNOWN,
                                        provider.upstream()))))));
    return Collections.unmodifiableMap(models);
  }

  private static OverloadConfig overload(Section section) {
    return new OverloadConfig(
        section.value("in_flight", 10_000, Format.whole(1, 1_000_000)),
        section.value("spare", 0.1, Format.share()),
        section.value("buffered", 0.25, Format.share()),
        section.value("delay", Duration.ofMillis(20), LOOP_DELAY));
  }

  private static StoreConfig store(Section section) {
    return new StoreConfig(
        section.value("url", new Secret("h2:./data/plurence"), ConnectionUrls.STORE),
        section
            .withDefault("secret", "${PLURENCE_STORE_SECRET:-}", AuthSettings.SECRET)
            .orElse(Secret.NONE),
        section.value("kept_answers", 64L * Sizes.MIB, Sizes.between(16, 1024 * 1024)));
  }

  private static SharedStateConfig sharedState(Section section) {
    return new SharedStateConfig(
        section.value("url", new Secret("memory:"), ConnectionUrls.SHARED_STATE),
        section.value(
            "timeout",
            Duration.ofMillis(50),
            Durations.between(Duration.ofMillis(1), Duration.ofSeconds(10))));
  }

  private static ErrorsConfig errors(Section section) {
    return new ErrorsConfig(
        section.value("sdk_alias", SdkAlias.AUTO, Format.choice(SdkAlias.class)));
  }

  private static AnswersConfig answers(Section section) {
    return new AnswersConfig(
        section.value("attempts", true, Format.flag()),
        section.value("target", true, Format.flag()),
        section.value("keep_alive", Duration.ofSeconds(15), Durations.between(Duration.ZERO, DAY)));
  }

  private static ShutdownConfig shutdown(Section section) {
    return new ShutdownConfig(
        section.value("pause", Duration.ofSeconds(1), Durations.between(Duration.ZERO, DAY)),
        section.value("drain", Duration.ofSeconds(60), HttpSettings.PATIENCE));
  }
}
