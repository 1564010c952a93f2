package com.plurence.gateway.loadtest.bench;

import com.plurence.gateway.loadtest.wire.Engine;
import com.plurence.gateway.loadtest.wire.Expected;
import com.plurence.gateway.loadtest.wire.OneAnswer;
import com.plurence.gateway.loadtest.wire.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** All that runs during a load test. Confined to the main thread. */
public final class Bench implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PROVIDER_READY = "demo-provider ready ";

  private final Options options;
  private final Path directory;
  private final Engine engine = new Engine();
  private final Child provider;
  private final URI providerUri;
  private final Map<String, Expected> answers = new HashMap<>();
  private Setup setup = Setup.PLAIN;
  private int gateways;
  private @Nullable GatewayProcess gateway;
  private @Nullable PeerProcess nginx;
  private @Nullable PeerProcess vertx;

  public Bench(Options options, Path directory) {
    this.options = options;
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.provider = startProvider();
    String ready = provider.awaitLine(PROVIDER_READY, PATIENCE);
    String base = ready.substring(PROVIDER_READY.length()).strip();
    this.providerUri = URI.create(base.substring(0, base.length() - "/v1".length()));
  }

  /** On the processors of the load, which it inherits. */
  private Child startProvider() {
    List<String> command =
        List.of(
            options.java(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            "target/plurence-gateway.jar",
            "com.plurence.gateway.demo.DemoServer",
            "--port",
            Integer.toString(options.providerPort()));
    return Child.start("", directory.resolve("provider.log"), Map.of(), command);
  }

  public Options options() {
    return options;
  }

  public Engine engine() {
    return engine;
  }

  public Path directory() {
    return directory;
  }

  public URI providerUri() {
    return providerUri;
  }

  public List<String> keys() {
    return KeyStock.keys(setup.keys());
  }

  public String model() {
    return GatewayProcess.model();
  }

  /** From now on the gateway is one of that setup. */
  public void use(Setup wanted) {
    if (!wanted.equals(setup)) {
      stopGateway();
      setup = wanted;
    }
  }

  public Target target(String name) {
    return switch (name) {
      case Options.DIRECT -> new Target(name, providerUri, use(provider.pid()));
      case Options.GATEWAY -> {
        GatewayProcess running = gateway();
        yield new Target(name, running.uri(), use(running.pid()));
      }
      case Options.NGINX -> {
        nginx = nginx == null ? PeerProcess.nginx(directory, providerUri, options) : nginx;
        yield peer(name, nginx.uri());
      }
      case Options.VERTX -> {
        vertx = vertx == null ? PeerProcess.vertx(directory, providerUri, options) : vertx;
        yield peer(name, vertx.uri());
      }
      default -> peer(name);
    };
  }

  /** What is compiled as it runs needs its time; what is not, a moment to open its connections. */
  public Duration warmUp(Target target) {
    boolean beforehand = List.of(Options.NGINX, Options.DIRECT).contains(target.name());
    return beforehand ? Duration.ofSeconds(1) : options.warmUp();
  }

  private static ProcessUse use(long pid) {
    return new ProcessUse(List.of(pid));
  }

  private Target peer(String name) {
    URI uri = options.peers().get(name);
    if (uri == null) {
      throw new Options.Misuse("there is no peer '" + name + "'");
    }
    return peer(name, uri);
  }

  private static Target peer(String name, URI uri) {
    return new Target(name, uri, ProcessUse.listeningOn(uri.getPort()));
  }

  private GatewayProcess gateway() {
    if (gateway == null) {
      Path home = directory.resolve("gateway-" + ++gateways);
      GatewayProcess.prepare(home, providerUri, setup, options);
      gateway = GatewayProcess.start(home, options);
    }
    return gateway;
  }

  /** The provider's own answer to a body is what everyone else must give. */
  public Expected expected(String body, boolean errorsAllowed) {
    return expected(body, Map.of(), errorsAllowed);
  }

  /** As the other, of a request that also has these headers. */
  public Expected expected(String body, Map<String, String> headers, boolean errorsAllowed) {
    Expected own = answers.computeIfAbsent(body + headers, asked -> ask(body, headers));
    return new Expected(own.length(), own.crc(), errorsAllowed);
  }

  private Expected ask(String body, Map<String, String> headers) {
    Requests request = Requests.of(providerUri, List.of("none"), headers, body);
    return await(OneAnswer.of(engine, providerUri, request.next()), PATIENCE).expected(false);
  }

  public static <T> T await(CompletableFuture<T> future, Duration patience) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the load did not end as it should", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * What became of the gateway or the provider that must not; the next target is a new one then.
   */
  public Optional<String> trouble() {
    Optional<String> ofProvider = provider.end().map(end -> "THE PROVIDER DIED, it " + end);
    Optional<String> trouble =
        ofProvider.or(() -> gateway == null ? Optional.empty() : gateway.trouble());
    trouble.ifPresent(found -> stopGateway());
    return trouble;
  }

  private void stopGateway() {
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
  }

  @Override
  public void close() {
    stopGateway();
    if (nginx != null) {
      nginx.close();
    }
    if (vertx != null) {
      vertx.close();
    }
    provider.close();
    engine.close();
  }
}
