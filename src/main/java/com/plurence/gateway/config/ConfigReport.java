package com.plurence.gateway.config;

import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Credential;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.config.provider.ProviderConfig.RequestSettings;
import java.util.Locale;

/** Tells what a configuration starts, for people who want to see it first. */
public final class ConfigReport {
  private static final String ROW = "  %-22s %s%n";

  private final StringBuilder text = new StringBuilder();

  private ConfigReport() {}

  /** Some lines of text without any secret. */
  public static String of(GatewayConfig config) {
    ConfigReport report = new ConfigReport();
    report.listeners(config.listeners());
    report.title("storage");
    report.row("store", scheme(config.store().url()));
    report.row("shared state", scheme(config.sharedState().url()));
    report.title("providers");
    config.providers().values().forEach(report::provider);
    report.title("models");
    config.models().values().forEach(report::model);
    if (!config.verticles().isEmpty()) {
      report.title("extensions");
      config.verticles().forEach(report::verticle);
    }
    return report.text.toString();
  }

  private void title(String title) {
    text.append(title).append(System.lineSeparator());
  }

  private void row(String name, String value) {
    text.append(ROW.formatted(name, value));
  }

  private void listeners(ListenersConfig listeners) {
    title("listeners");
    row("gateway", address(listeners.gateway()));
    row("management", address(listeners.management()));
    row("ops", address(listeners.ops()));
  }

  private static String address(ListenerConfig listener) {
    String scheme = listener.tls().isPresent() ? "https" : "http";
    String host = listener.host().contains(":") ? "[" + listener.host() + "]" : listener.host();
    String port = listener.port() == 0 ? "(a free port)" : Integer.toString(listener.port());
    return "%s://%s:%s".formatted(scheme, host, port);
  }

  /** What stands before the colon names the kind; what follows may hold a password. */
  private static String scheme(Secret url) {
    return url.reveal().substring(0, url.reveal().indexOf(':'));
  }

  private void provider(ProviderConfig provider) {
    String kind = provider.kind().name().toLowerCase(Locale.ROOT);
    String key = provider.apiKey().isEmpty() ? "without an api key" : "with an api key";
    row(
        provider.name(),
        provider.kind() == Kind.DEMO
            ? kind + " (built in)"
            : kind
                + provider.baseUrl().map(url -> " " + url).orElse("")
                + " "
                + key
                + more(provider));
  }

  /** Names only: what stands behind them may be secret. */
  private static String more(ProviderConfig provider) {
    RequestSettings request = provider.request();
    StringBuilder text = new StringBuilder();
    if (request.credential() != Credential.BEARER && !provider.apiKey().isEmpty()) {
      String header = request.credential().header();
      text.append(header.isEmpty() ? ", which is not sent" : " as " + header);
    }
    if (!request.headers().isEmpty()) {
      text.append(", headers ").append(String.join(", ", request.headers().keySet()));
    }
    if (!request.query().isEmpty()) {
      text.append(", query ").append(String.join(", ", request.query().keySet()));
    }
    provider.proxy().ifPresent(proxy -> text.append(", by the proxy ").append(proxy));
    return text.toString();
  }

  private void model(ModelConfig model) {
    String name = model.name();
    for (TargetConfig target : model.targets()) {
      row(
          name,
          "-> %s%s, priority %d, weight %d"
              .formatted(
                  target.provider(),
                  target.model().map(called -> " as " + called).orElse(""),
                  target.priority(),
                  target.weight()));
      name = "";
    }
  }

  private void verticle(VerticleConfig verticle) {
    row(verticle.name(), "instances %d".formatted(verticle.instances()));
  }
}
