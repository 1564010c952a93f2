package com.plurence.gateway.testing;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.auth.key.SingleKey;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.demo.DemoOptions;
import com.plurence.gateway.demo.DemoProvider;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole gateway on free ports, with the demo providers that its configuration names as {@code
 * base_url: "demo://name"}: servers of their own, as real providers are, on event loops of their
 * own. It listens where the YAML does not say, and knows one API key.
 */
public final class TestGateway {
  /** The API key that it knows. */
  public static final String KEY = "plr_test_0123456789abcdefghijklmnop";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern DEMO = Pattern.compile("demo://(\\w+)");
  private static final String LISTENERS =
      """
      listeners:
        gateway: { host: 127.0.0.1, port: 0 }
        management: { host: 127.0.0.1, port: 0 }
        ops: { host: 127.0.0.1, port: 0 }
      shutdown: { pause: 0s, drain: 1s }
      """;

  private final Vertx outside =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true));
  private final Map<String, DemoProvider> demos = new ConcurrentHashMap<>();
  private final Map<HttpVersion, StreamClient> streams = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Gateway gateway;

  private TestGateway(String yaml, Map<String, String> environment) throws ConfigException {
    GatewayConfig config = config(yaml, environment);
    gateway = Outcome.done(Gateway.start(config, new SingleKey(new Secret(KEY))));
  }

  /** Starts one; {@code yaml} says nothing of listeners and shutdown. */
  public static TestGateway start(String yaml) {
    return start(yaml, Map.of());
  }

  /** Starts one in an environment with these variables. */
  public static TestGateway start(String yaml, Map<String, String> environment) {
    try {
      return new TestGateway(yaml, environment);
    } catch (ConfigException mistake) {
      throw new AssertionError(mistake.getMessage(), mistake);
    }
  }

  /** The configuration that {@code yaml} describes; its demo providers are started. */
  public GatewayConfig config(String yaml) throws ConfigException {
    return config(yaml, Map.of());
  }

  private GatewayConfig config(String yaml, Map<String, String> environment)
      throws ConfigException {
    Matcher names = DEMO.matcher(yaml);
    String located = names.replaceAll(name -> demo(name.group(1)).baseUrl());
    return ConfigLoader.parse("test.yaml", LISTENERS + located, environment);
  }

  /** The demo provider of that name, started when it is first asked for. */
  public DemoProvider demo(String name) {
    return demos.computeIfAbsent(name, this::startDemo);
  }

  private DemoProvider startDemo(String name) {
    DemoOptions options = new DemoOptions(name, 0, 2, 4096, Optional.empty());
    return Outcome.done(DemoProvider.start(outside, options));
  }

  /** Asks {@code model} for a chat completion, and waits for the whole of it. */
  public Answer chat(String model, boolean streamed, Map<String, String> headers) {
    return post("/v1/chat/completions", chatBody(model, streamed), headers);
  }

  /** The body of a small request for a chat completion. */
  public static String chatBody(String model, boolean streamed) {
    return """
    {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Hi"}]}\
    """
        .formatted(model, streamed);
  }

  /** Sends {@code body} with the API key and waits for the whole response. */
  public Answer post(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(PATIENCE)
            .header("x-api-key", KEY)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      return new Answer(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** One whole response. */
  public static final class Answer {
    private final HttpResponse<String> response;

    private Answer(HttpResponse<String> response) {
      this.response = response;
    }

    public int status() {
      return response.statusCode();
    }

    /** The value of a header, of which case does not matter. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public String text() {
      return response.body();
    }

    @Override
    public String toString() {
      return status() + " " + response.headers().map() + "\n" + text();
    }
  }

  /** Clients that see answers as they come, over HTTP/1.1 or HTTP/2. */
  public StreamClient streams(HttpVersion version) {
    return streams.computeIfAbsent(version, v -> StreamClient.of(outside, port(), v));
  }

  /** The value of the metric whose line begins with {@code series}; 0 if there is none. */
  public double metric(String series) {
    HttpRequest scrape =
        HttpRequest.newBuilder(URI.create(gateway.url("ops") + "/metrics")).build();
    return send(scrape)
        .text()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** The URL of the gateway listener, without a slash at its end. */
  public String url() {
    return gateway.url("gateway");
  }

  /** The port of the gateway listener. */
  public int port() {
    return gateway.port("gateway");
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return gateway;
  }

  /** The event loops of the providers, for clients of a test. */
  public Vertx outside() {
    return outside;
  }

  /** Stops the gateway and its providers. */
  public void stop() {
    Outcome.done(gateway.stop().eventually(outside::close));
  }
}
