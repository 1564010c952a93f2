package com.plurence.gateway.testing;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole gateway with its store on free ports: the way in which tests start one. Its configuration
 * is that of {@link GatewaySettings}; with demo providers, servers of their own on event loops of
 * their own, wherever that says {@code base_url: "demo://name"}. It knows one API key.
 */
public final class GatewayUnderTest implements AutoCloseable {
  /** The API key that it knows. */
  public static final String KEY = GatewaySettings.KEY;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx outside =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true));
  private final DemoProviders demos = new DemoProviders(outside);
  private final Map<HttpVersion, StreamClient> streams = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final GatewaySettings settings;
  private final Gateway gateway;
  private int signups;
  private @Nullable Future<Void> stopped;

  GatewayUnderTest(GatewaySettings settings) throws ConfigException {
    this.settings = settings;
    gateway = Outcome.done(settings.start(settings.config(demos)));
  }

  /** Starts one with these lines of YAML on top of the usual settings. */
  public static GatewayUnderTest start(String... yaml) {
    return with(yaml).start();
  }

  /** Starts one that also has the models of {@link GatewaySettings#demoModels}. */
  public static GatewayUnderTest startWithDemoModels(String... yaml) {
    return with(yaml).demoModels().start();
  }

  /** Begins a longer configuration with these lines of YAML. */
  public static GatewaySettings with(String... yaml) {
    return new GatewaySettings().yaml(yaml);
  }

  /** What {@code yaml} would have been read as, for a reload; its demo providers are there. */
  public GatewayConfig config(String... yaml) throws ConfigException {
    return settings.with(yaml).config(demos);
  }

  /** The demo provider of that name, started when it is first asked for. */
  public DemoProvider demo(String name) {
    return demos.named(name);
  }

  /** The demo provider of the models {@code m} to {@code m99}. */
  public DemoProvider demo() {
    return demo(GatewaySettings.DEMO);
  }

  /** A new API key, with these limits, of somebody who signs up for it. */
  public String newKey(JsonObject limits) {
    ApiClient anyone = ApiClient.of(outside, port("management"));
    JsonObject signup = anyone.signUp("owner" + ++signups + "@example.com").json();
    String project = signup.getJsonObject("project").getString("id");
    return anyone
        .with(signup.getString("access_token"))
        .post("/v1/projects/" + project + "/api-keys", limits.copy().put("name", "test"))
        .json()
        .getString("key");
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

  /** Clients that see responses as they come, over HTTP/1.1 or HTTP/2. */
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
    return port("gateway");
  }

  /** The port of the listener of that name. */
  public int port(String listener) {
    return gateway.port(listener);
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return gateway;
  }

  /** The event loops of the providers, for clients of a test. */
  public Vertx outside() {
    return outside;
  }

  /** Begins to stop the gateway, unless that has begun already. */
  public Future<Void> stop() {
    if (stopped == null) {
      stopped = gateway.stop();
    }
    return stopped;
  }

  /** Stops the gateway and its providers, and waits for both. */
  @Override
  public void close() {
    Outcome.done(stop());
    Outcome.done(outside.close());
  }
}
