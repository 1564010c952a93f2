package com.plurence.gateway.config;

import java.util.List;
import java.util.Map;

/**
 * Everything the gateway is told, in one immutable snapshot. Maps keep the order of the file.
 *
 * @param providers by the name that targets refer to
 * @param models by the name that clients send
 */
public record GatewayConfig(
    ListenersConfig listeners,
    HttpLimitsConfig limitsHttp,
    HttpTimeoutsConfig timeoutsHttp,
    CorsConfig cors,
    StoreConfig store,
    SharedStateConfig sharedState,
    AuthConfig auth,
    Map<String, ProviderConfig> providers,
    Map<String, ModelConfig> models,
    UpstreamConfig upstream,
    ErrorsConfig errors,
    AnswersConfig answers,
    ShutdownConfig shutdown,
    ExtensionsConfig extensions,
    List<VerticleConfig> verticles) {}
