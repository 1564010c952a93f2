package com.plurence.gateway.testing;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.demo.DemoOptions;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import com.plurence.gateway.testing.client.StreamClient;
import com.plurence.gateway.testing.client.StreamClient.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two gateways on one PostgreSQL, of which the second can be cut off from it; a provider that both
 * use; and somebody who has signed up.
 */
public final class Replicas {
  private static final String YAML =
      """
      store: { url: "%s" }
      providers:
        demo: { kind: openai, base_url: "%s", upstream: { pool: { size: 1000 } } }
      models:
        demo-chat: { targets: [ { provider: demo } ] }
        other-chat: { targets: [ { provider: demo, model: demo-chat } ] }
      """;

  private final Vertx outside = Vertx.vertx();
  private final DemoProvider provider =
      done(DemoProvider.start(outside, new DemoOptions("demo", 0, 2, 1024, Optional.empty())));
  private final Cable cable = done(Cable.to(outside, TestPostgres.port()));
  private final Gateway first;
  private final Gateway second;
  private final StreamClient streamsOfFirst;
  private final StreamClient streamsOfSecond;
  private final ApiClient owner;
  private final String keys;

  private Replicas(String more) {
    Secret store = TestPostgres.newDatabase();
    first = start(store, more);
    second = start(TestPostgres.through(cable.port(), store), more);
    streamsOfFirst = streams(first);
    streamsOfSecond = streams(second);
    ApiClient anyone = ApiClient.of(outside, first.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    keys = "/v1/projects/" + signup.getJsonObject("project").getString("id") + "/api-keys";
  }

  /** Starts everything. */
  public static Replicas start() {
    return start("");
  }

  /** Starts everything, with {@code more} settings of both gateways. */
  public static Replicas start(String more) {
    return new Replicas(more);
  }

  private Gateway start(Secret store, String more) {
    String yaml = YAML.formatted(store.reveal(), provider.baseUrl()) + more;
    return done(GatewayUnderTest.with(yaml).starting());
  }

  private StreamClient streams(Gateway gateway) {
    return StreamClient.of(outside, gateway.port("gateway"), HttpVersion.HTTP_1_1);
  }

  public Gateway first() {
    return first;
  }

  public Gateway second() {
    return second;
  }

  /** Between the second gateway and PostgreSQL. */
  public Cable cable() {
    return cable;
  }

  /** What the provider has lived through. */
  public DemoJournal journal() {
    return provider.journal();
  }

  /** The path of the owner's API keys. */
  public String keys() {
    return keys;
  }

  /** The owner at the management listener of the first gateway. */
  public ApiClient owner() {
    return owner;
  }

  /** The owner, with the token of the first gateway, at the second. */
  public ApiClient ownerAtSecond() {
    return owner.at(second.port("management"));
  }

  /** A new API key, as its creation answers it. */
  public JsonObject newKey() {
    return owner.post(keys, new JsonObject().put("name", "test")).json();
  }

  /** Asks {@code gateway} for a whole chat completion. */
  public Reply chat(Gateway gateway, String key) {
    return done(send(gateway, key, Map.of()));
  }

  /** The same, without waiting for it. */
  public Future<Reply> send(Gateway gateway, String key, Map<String, String> headers) {
    return send(gateway, key, headers, "demo-chat");
  }

  /** The same for another model. */
  public Future<Reply> send(
      Gateway gateway, String key, Map<String, String> headers, String model) {
    HttpRequest<Buffer> request =
        ApiClient.of(outside, gateway.port("gateway"))
            .request(HttpMethod.POST, "/v1/chat/completions")
            .putHeader("x-api-key", key);
    headers.forEach(request::putHeader);
    return ApiClient.send(request, new JsonObject(GatewayUnderTest.chatBody(model, false)));
  }

  /** Asks {@code gateway} for a stream that would go on for minutes. */
  public Call stream(Gateway gateway, String key) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-api-key", key);
    headers.put("x-demo-chunks", "1000");
    headers.put("x-demo-interval", "200");
    StreamClient client = gateway == first ? streamsOfFirst : streamsOfSecond;
    return client.chat("demo-chat", true, headers);
  }

  /** What {@code /readyz} of the second gateway answers on {@code listener}. */
  public Reply readinessOfSecond(String listener) {
    return ApiClient.of(outside, second.port(listener)).get("/readyz");
  }

  /** Whether the second gateway can reach the store, as far as it knows. */
  public boolean secondHasStore() {
    return readinessOfSecond("ops").text().equals("{\"status\":\"ready\"}");
  }

  /** What the second gateway counts. */
  public String metricsOfSecond() {
    return ApiClient.of(outside, second.port("ops")).get("/metrics").text();
  }

  /** Stops everything. */
  public void stop() {
    done(first.stop());
    done(second.stop());
    done(outside.close());
  }
}
