package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import java.util.List;
import java.util.stream.Stream;

/** An account at a gateway that has limits by default. */
final class LimitedAccount {
  private static final String DEFAULTS =
      """
      limits:
        account: { tokens_per_month: 50000000, usd_per_day: 100 }
        project: { rpm: 600, concurrency: 100, usd_per_month: 250 }
        key: { tpm: 40000 }
        models: { m: { rpm: 60, tpm: 4000 } }
      prices: { m: [ { input: 0.15, output: 0.60 } ] }
      """;

  private final GatewayUnderTest gateway;
  private final ApiClient owner;
  private final String path;
  private int made;

  /**
   * @param store the settings of a new, empty store
   */
  LimitedAccount(String store) {
    gateway = GatewayUnderTest.startWithDemoModels(store, DEFAULTS, "auth: { signups: open }");
    ApiClient anyone = ApiClient.of(gateway.outside(), gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    path = "/v1/accounts/" + signup.getJsonObject("account").getString("id");
  }

  ApiClient owner() {
    return owner;
  }

  String path() {
    return path;
  }

  void close() {
    gateway.close();
  }

  /** Changes the limits of what lies at {@code path}. */
  Reply patch(String path, String body) {
    return owner.patch(path + "/limits", json(body));
  }

  /** For numbers that a client's library would not write. */
  Reply raw(String path, String body) {
    return done(
        owner
            .request(HttpMethod.PATCH, path)
            .putHeader("content-type", "application/json")
            .sendBuffer(Buffer.buffer(body.replace('\'', '"')))
            .map(Reply::new));
  }

  /** The limits of what lies at {@code path}. */
  JsonObject get(String path) {
    return owner.get(path + "/limits").json();
  }

  /** The path of a new project. */
  String newProject(String limits) {
    JsonObject project =
        new JsonObject().put("name", "project " + ++made).put("limits", json(limits));
    return "/v1/projects/" + owner.post("/v1/projects", project).json().getString("id");
  }

  /** A new key, and its path. */
  JsonObject newKey(String project, String limits) {
    JsonObject key =
        owner
            .post(
                project + "/api-keys",
                new JsonObject().put("name", "key").put("limits", json(limits)))
            .json();
    return key.put("path", project + "/api-keys/" + key.getString("id"));
  }

  /** Asks for a chat completion. */
  Reply chat(JsonObject key) {
    return done(
        ApiClient.send(
            application(key, HttpMethod.POST, "/v1/chat/completions"),
            new JsonObject(GatewayUnderTest.chatBody("m", false))));
  }

  /** Asks how the limits of the key stand. */
  Reply asked(JsonObject key) {
    return done(application(key, HttpMethod.GET, "/v1/limits").send().map(Reply::new));
  }

  private HttpRequest<Buffer> application(JsonObject key, HttpMethod method, String path) {
    return ApiClient.of(gateway.outside(), gateway.port())
        .request(method, path)
        .putHeader("x-api-key", key.getString("key"));
  }

  /** How the limit of {@code dimension} stands. */
  static JsonObject standing(JsonObject shown, String scope, String dimension) {
    return standings(shown)
        .filter(one -> one.getString("scope").equals(scope))
        .filter(one -> one.getString("dimension").equals(dimension))
        .findFirst()
        .orElseThrow();
  }

  /** Scope, model and dimension of each limit. */
  static List<String> names(JsonObject shown) {
    return standings(shown)
        .map(
            one ->
                one.getString("scope")
                    + (one.getString("model") == null ? "" : " " + one.getString("model"))
                    + " "
                    + one.getString("dimension"))
        .toList();
  }

  private static Stream<JsonObject> standings(JsonObject shown) {
    return shown.getJsonArray("now", new JsonArray()).stream().map(JsonObject.class::cast);
  }

  /** JSON with single quotes. */
  static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
