package com.plurence.gateway.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The gateway as an operator starts it, with a configuration and a store of its own. */
public final class GatewayProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READY = "\"message\":\"plurence-gateway ready\"";
  private static final Pattern URL = Pattern.compile("\"gateway\":\"(http[^\"]+)\"");
  private static final int SILENCE_MILLIS = 10_000;
  private static final String SILENT =
      "THE GATEWAY HANGS, its process lives and does not answer /livez";
  private static final String MODEL = "demo-chat";
  private static final String HEAP = "-XX:+UseSerialGC -Xms72m -Xmx256m";
  private static final String SINCE_25 =
      "-XX:+UseCompactObjectHeaders -Dio.netty.noUnsafe=false"
          + " --sun-misc-unsafe-memory-access=allow";

  private final Child child;
  private final URI uri;

  private GatewayProcess(Child child) {
    this.child = child;
    Matcher url = URL.matcher(child.awaitLine(READY, PATIENCE));
    if (!url.find()) {
      throw new IllegalStateException("no URL in the ready line");
    }
    this.uri = URI.create(url.group(1));
  }

  /** Writes everything that it needs into {@code directory}, which must not exist yet. */
  public static void prepare(Path directory, URI provider, Setup setup, Options options) {
    try {
      Files.createDirectories(directory);
      Files.writeString(configuration(directory), configuration(directory, provider, setup));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (setup.keys() > 1) {
      start(directory, options).close();
      KeyStock.fill(store(directory), KeyStock.keys(setup.keys()), setup.projects());
    }
  }

  /** Starts it on what was prepared; returns when it accepts. */
  public static GatewayProcess start(Path directory, Options options) {
    return new GatewayProcess(launch(directory, options));
  }

  /** Starts it and does not wait. */
  static Child launch(Path directory, Options options) {
    List<String> command = new ArrayList<>(List.of(options.java()));
    command.addAll(javaOptions(options.java()));
    command.addAll(List.of("-jar", "target/plurence-gateway.jar"));
    command.addAll(List.of("--config", configuration(directory).toString()));
    Map<String, String> environment =
        Map.of("PLURENCE_BOOTSTRAP_API_KEY", KeyStock.keys(1).get(0), "PLURENCE_LOG", "json");
    Path log = directory.resolve("gateway.log");
    return Child.start(options.serverProcessors(), log, environment, command);
  }

  static List<String> javaOptions(String java) {
    String options = System.getenv().getOrDefault("GATEWAY_JAVA_OPTS", usualOptions(java));
    return Arrays.stream(options.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** As in the container, as far as that run-time knows them. */
  private static String usualOptions(String java) {
    return version(java) < 25 ? HEAP : HEAP + " " + SINCE_25;
  }

  private static int version(String java) {
    try {
      Path release = Path.of(java).toRealPath().resolve("../../release").normalize();
      String version = Files.readString(release).replaceFirst("(?s).*JAVA_VERSION=\"", "");
      return Integer.parseInt(version.split("\\D", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static Path configuration(Path directory) {
    return directory.resolve("gateway.yaml");
  }

  private static Path store(Path directory) {
    return directory.resolve("data").toAbsolutePath();
  }

  private static String configuration(Path directory, URI provider, Setup setup) {
    String others =
        IntStream.range(1, setup.models())
            .mapToObj("  model-%d: { targets: [ { provider: fake } ] }\n"::formatted)
            .collect(Collectors.joining());
    return """
    listeners:
      gateway: { host: 127.0.0.1, port: 0 }
      management: { host: 127.0.0.1, port: 0 }
      ops: { host: 127.0.0.1, port: 0 }
    store: { url: "h2:%s" }
    providers:
      fake: { kind: openai, base_url: "%s/v1", api_key: "of-the-fake" }
    models:
      %s: { targets: [ { provider: fake } ] }
    %s
    %s
    """
        .formatted(store(directory), provider, MODEL, others, setup.yaml());
  }

  static String model() {
    return MODEL;
  }

  public URI uri() {
    return uri;
  }

  /** Why it can't be measured any more, if so: it is dead, or alive and answers nothing. */
  Optional<String> trouble() {
    return child
        .end()
        .map(end -> "THE GATEWAY DIED, it " + end)
        .or(() -> answers() ? Optional.empty() : Optional.of(SILENT));
  }

  private boolean answers() {
    try {
      HttpURLConnection livez = (HttpURLConnection) uri.resolve("/livez").toURL().openConnection();
      livez.setConnectTimeout(SILENCE_MILLIS);
      livez.setReadTimeout(SILENCE_MILLIS);
      return livez.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException silent) {
      return false;
    }
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }
}
