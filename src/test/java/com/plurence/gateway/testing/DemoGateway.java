package com.plurence.gateway.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.demo.DemoProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A whole gateway without a store, in front of a demo provider that a test can script and question.
 * Offers the model {@code m} and, for tests that must not spoil one another's target, {@code m1} to
 * {@code m99}.
 */
public final class DemoGateway implements AutoCloseable {
  /** The key that the gateway shows the provider. */
  public static final String PROVIDER_KEY = "sk-canary-of-the-provider";

  private static final int MODELS = 100;
  private static final String NO_PAUSE = "shutdown: { pause: 0s }\n";

  private final Vertx vertx;
  private final DemoProvider demo;
  private final Gateway gateway;
  private @Nullable Future<Void> stopped;

  private DemoGateway(Vertx vertx, DemoProvider demo, Gateway gateway) {
    this.vertx = vertx;
    this.demo = demo;
    this.gateway = gateway;
  }

  /** Starts one with these lines of YAML: sections other than listeners, providers and models. */
  public static DemoGateway start(String... settings) {
    return configured().settings(settings).start();
  }

  /** Begins a longer configuration. */
  public static Configured configured() {
    return new Configured();
  }

  /** What is added to the usual configuration. */
  public static final class Configured {
    private final StringBuilder providers = new StringBuilder();
    private final StringBuilder models = new StringBuilder();
    private String listener = "";
    private String settings = NO_PAUSE;

    private Configured() {
      for (int i = 0; i < MODELS; i++) {
        models.append(
            "  m%s: { targets: [ { provider: demo, model: upstream-%d } ] }\n"
                .formatted(i == 0 ? "" : i, i));
      }
    }

    /** More of the gateway listener, such as {@code tls: {...}}. */
    public Configured listener(String yaml) {
      listener = ", " + yaml;
      return this;
    }

    /** A provider, and a model of the same name that leads to it. */
    public Configured provider(String name, String yaml) {
      providers.append("  %s: %s\n".formatted(name, yaml));
      models.append("  %s: { targets: [ { provider: %s } ] }\n".formatted(name, name));
      return this;
    }

    /** Lines of YAML: sections other than listeners, providers and models. */
    public Configured settings(String... yaml) {
      settings = String.join("\n", yaml) + "\n";
      if (!settings.contains("shutdown:")) {
        settings += NO_PAUSE;
      }
      return this;
    }

    /**
     * Starts the gateway and its demo provider, whose base URL the word {@code DEMO} stands for,
     * and {@code HTTPS_DEMO} for the same with the wrong scheme.
     */
    public DemoGateway start() {
      Vertx vertx = Vertx.vertx();
      try {
        DemoProvider demo = DemoProvider.start(vertx, "demo", 0).await(10, SECONDS);
        String yaml =
            yaml()
                .replace("HTTPS_DEMO", demo.baseUrl().replace("http:", "https:"))
                .replace("DEMO", demo.baseUrl());
        Gateway gateway =
            Gateway.start(ConfigLoader.parse("test.yaml", yaml, Map.of()), new TestKeys())
                .await(20, SECONDS);
        return new DemoGateway(vertx, demo, gateway);
      } catch (TimeoutException | ConfigException e) {
        throw new AssertionError(e);
      }
    }

    private String yaml() {
      return """
      listeners:
        gateway: { host: 127.0.0.1, port: 0%s }
        management: { host: 127.0.0.1, port: 0 }
        ops: { host: 127.0.0.1, port: 0 }
      providers:
        demo: { kind: openai, base_url: "DEMO", api_key: "%s" }
      %smodels:
      %s%s\
      """
          .formatted(listener, PROVIDER_KEY, providers, models, settings);
    }
  }

  /** The port of the gateway listener. */
  public int port() {
    return port("gateway");
  }

  public int port(String listener) {
    return gateway.port(listener);
  }

  public DemoProvider demo() {
    return demo;
  }

  /** Begins to stop the gateway, unless that has begun already. */
  public Future<Void> stop() {
    if (stopped == null) {
      stopped = gateway.stop();
    }
    return stopped;
  }

  @Override
  public void close() {
    Outcome.done(stop());
    Outcome.done(demo.stop());
    Outcome.done(vertx.close());
  }
}
