package com.plurence.gateway.config;

import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.HttpTimeoutsConfig;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ProxiesConfig;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.price.PriceList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything the gateway is told, in one immutable snapshot. Maps keep the order of the file.
 *
 * @param providers by the name that targets refer to
 * @param models by the name that clients send
 * @param prices by {@code provider/model}, or by a model as its provider or a client calls it
 */
public record GatewayConfig(
    ListenersConfig listeners,
    HttpLimitsConfig limitsHttp,
    HttpTimeoutsConfig timeoutsHttp,
    OverloadConfig overload,
    CorsConfig cors,
    ProxiesConfig proxies,
    StoreConfig store,
    SharedStateConfig sharedState,
    LimitsConfig limits,
    AuthConfig auth,
    Map<String, ProviderConfig> providers,
    Map<String, ModelConfig> models,
    Map<String, PriceList> prices,
    UpstreamConfig upstream,
    ErrorsConfig errors,
    AnswersConfig answers,
    ShutdownConfig shutdown,
    UsageConfig usage,
    AuditConfig audit,
    ExtensionsConfig extensions,
    List<VerticleConfig> verticles) {

  /**
   * The names of the sections in which {@code next} differs and that are only read at the start.
   */
  public List<String> sectionsToRestartFor(GatewayConfig next) {
    Map<String, Function<GatewayConfig, Object>> sections = new LinkedHashMap<>();
    sections.put("listeners", config -> config.listeners().bound());
    sections.put("limits_http.uri", config -> config.limitsHttp().uri());
    sections.put("limits_http.headers", config -> config.limitsHttp().headers());
    sections.put("limits_http.connections", config -> config.limitsHttp().connections());
    sections.put("timeouts_http", GatewayConfig::timeoutsHttp);
    sections.put("overload", GatewayConfig::overload);
    sections.put("cors", GatewayConfig::cors);
    sections.put("proxies", GatewayConfig::proxies);
    sections.put("store", GatewayConfig::store);
    sections.put("shared_state", GatewayConfig::sharedState);
    sections.put("auth", GatewayConfig::auth);
    sections.put("errors", GatewayConfig::errors);
    sections.put("answers", GatewayConfig::answers);
    sections.put("shutdown", GatewayConfig::shutdown);
    sections.put("usage", GatewayConfig::usage);
    sections.put("audit", GatewayConfig::audit);
    sections.put("extensions", GatewayConfig::extensions);
    return sections.entrySet().stream()
        .filter(section -> !section.getValue().apply(this).equals(section.getValue().apply(next)))
        .map(Map.Entry::getKey)
        .toList();
  }
}
