package com.plurence.gateway.testing;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.project.Bootstrap;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a test wants of its gateway: sections of YAML, and what is usual for the sections that it
 * does not name: free ports of the loopback, an embedded database in memory, sign-up for anybody,
 * and an end without a pause.
 */
public final class GatewaySettings {
  static final String KEY = "plr_test_0123456789abcdefghijklmnopqrst";
  static final String DEMO = "demo";

  /** The key that the gateway shows the provider of {@link #demoModels}. */
  public static final String PROVIDER_KEY = "sk-canary-of-the-provider";

  private static final int MODELS = 100;
  private static final Map<String, String> USUAL =
      Map.of(
          "store", "store: { url: \"h2:mem\" }\n",
          "auth", "auth: { signups: open }\n",
          "shutdown", "shutdown: { pause: 0s, drain: 1s }\n");

  private final StringBuilder yaml = new StringBuilder();
  private final StringBuilder providers = new StringBuilder();
  private final StringBuilder models = new StringBuilder();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> bootstrap = new HashMap<>();
  private final Set<String> leftOut = new HashSet<>();
  private String listener = "";

  GatewaySettings() {
    bootstrap.put("PLURENCE_BOOTSTRAP_API_KEY", KEY);
  }

  /** Lines of YAML: whole sections. */
  public GatewaySettings yaml(String... lines) {
    for (String line : lines) {
      yaml.append(line.stripTrailing()).append('\n');
    }
    return this;
  }

  /** More of the gateway listener, such as {@code tls: {...}}. */
  public GatewaySettings listener(String entries) {
    listener = ", " + entries;
    return this;
  }

  /** A provider, and a model of the same name that leads to it. */
  public GatewaySettings provider(String name, String entries) {
    providers.append("  %s: %s\n".formatted(name, entries));
    models.append("  %s: { targets: [ { provider: %s } ] }\n".formatted(name, name));
    return this;
  }

  /**
   * The model {@code m} and, for tests that must not spoil one another's target, {@code m1} to
   * {@code m99}, of one demo provider that a test can script and question.
   */
  public GatewaySettings demoModels() {
    providers.append(
        "  demo: { kind: openai, base_url: \"demo://%s\", api_key: \"%s\", responses: true }\n"
            .formatted(DEMO, PROVIDER_KEY));
    for (int i = 0; i < MODELS; i++) {
      models.append(
          "  m%s: { targets: [ { provider: demo, model: upstream-%d } ] }\n"
              .formatted(i == 0 ? "" : i, i));
    }
    return this;
  }

  /** Extensions from the jars of {@code directory}, by these entries of {@code verticles}. */
  public GatewaySettings extensions(Path directory, String... entries) {
    return yaml(
        "extensions: { directory: \"%s\" }".formatted(directory),
        "verticles: [ %s ]".formatted(String.join(", ", entries)));
  }

  /** A new database of a real PostgreSQL in place of the embedded one. */
  public GatewaySettings postgres() {
    return yaml("store: { url: \"%s\" }".formatted(TestPostgres.newDatabase().reveal()));
  }

  /** Variables that the YAML may refer to. */
  public GatewaySettings environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Another API key than {@link GatewayUnderTest#KEY}; empty: one that the gateway makes. */
  public GatewaySettings apiKey(String key) {
    bootstrap.put("PLURENCE_BOOTSTRAP_API_KEY", key);
    return this;
  }

  /** Leaves a section out, so that it is what it is for everybody who leaves it out. */
  public GatewaySettings asItComes(String section) {
    leftOut.add(section);
    return this;
  }

  /** Somebody who can sign in from the first start on. */
  public GatewaySettings owner(String email, String password) {
    bootstrap.put("PLURENCE_BOOTSTRAP_EMAIL", email);
    bootstrap.put("PLURENCE_BOOTSTRAP_PASSWORD", password);
    return this;
  }

  /** Starts the gateway, and the demo providers that it names. */
  public GatewayUnderTest start() {
    try {
      return new GatewayUnderTest(this);
    } catch (ConfigException mistake) {
      throw new AssertionError(mistake.getMessage(), mistake);
    }
  }

  /**
   * Starts the gateway as a process of its own; the YAML names no demo provider.
   *
   * @param heap what it may have at most, such as {@code 128m}
   * @param directory where its configuration is written
   */
  public OwnProcess startProcess(String heap, Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("gateway.yaml"), text());
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(bootstrap);
    return OwnProcess.startWithHeap(heap, variables, "--config", file.toString());
  }

  /** The start of the gateway alone, which may fail; the YAML names no demo provider. */
  public Future<Gateway> starting() {
    return start(config());
  }

  Future<Gateway> start(GatewayConfig config) {
    return Gateway.start(config, Bootstrap.from(bootstrap));
  }

  /** The configuration; the YAML names no demo provider. */
  public GatewayConfig config() {
    try {
      return ConfigLoader.parse("test.yaml", text(), environment);
    } catch (ConfigException mistake) {
      throw new AssertionError(mistake.getMessage(), mistake);
    }
  }

  /** The same settings with other YAML. */
  GatewaySettings with(String... lines) {
    GatewaySettings other = new GatewaySettings().environment(environment).yaml(lines);
    other.listener = listener;
    return other;
  }

  GatewayConfig config(DemoProviders demos) throws ConfigException {
    return ConfigLoader.parse("test.yaml", demos.locate(text()), environment);
  }

  private String text() {
    StringBuilder text = new StringBuilder(yaml);
    if (!providers.isEmpty()) {
      text.append("providers:\n").append(providers).append("models:\n").append(models);
    }
    USUAL.forEach((section, usual) -> text.append(names(section) ? "" : usual));
    return text.append(names("listeners") ? "" : listeners()).toString();
  }

  private boolean names(String section) {
    return leftOut.contains(section)
        || Pattern.compile("(?m)^" + section + ":").matcher(yaml).find();
  }

  private String listeners() {
    return """
    listeners:
      gateway: { host: 127.0.0.1, port: 0%s }
      management: { host: 127.0.0.1, port: 0 }
      ops: { host: 127.0.0.1, port: 0 }
    """
        .formatted(listener);
  }
}
