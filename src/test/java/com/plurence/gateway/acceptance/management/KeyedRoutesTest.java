package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route for applications against keys that must not open it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyedRoutesTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final ExpectedRoutes EXPECTED = new ExpectedRoutes();
  private static final String YAML =
      """
      listeners:
        gateway:    { host: 127.0.0.1, port: 0 }
        management: { host: 127.0.0.1, port: 0 }
        ops:        { host: 127.0.0.1, port: 0 }
      store: { url: "h2:mem" }
      auth: { signups: open }
      """;

  private final Vertx vertx = Vertx.vertx();
  private GatewayUnderTest gateway;
  private ApiClient application;
  private ApiClient owner;
  private String keys;

  @BeforeAll
  void start() throws Exception {
    gateway = GatewayUnderTest.start(YAML);
    application = ApiClient.of(vertx, gateway.port("gateway"));
    ApiClient anyone = ApiClient.of(vertx, gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    keys = "/v1/projects/" + signup.getJsonObject("project").getString("id") + "/api-keys";
  }

  @AfterAll
  void stop() {
    gateway.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aGoodKeyOpensIt(Endpoint route) {
    assertThat(call(route, newKey(new JsonObject()).getString("key")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void noKeyDoesNot(Endpoint route) {
    call(route, "").isError(ErrorCode.KEY_MISSING);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aKeyThatNobodyMadeDoesNot(Endpoint route) {
    for (String forged :
        new String[] {"nonsense", "plr_live_" + "f".repeat(43), "sk-" + "f".repeat(43)}) {
      call(route, forged).isError(ErrorCode.KEY_INVALID);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aKeyThatWasDeletedDoesNot(Endpoint route) {
    JsonObject key = newKey(new JsonObject());

    owner.delete(keys + "/" + key.getString("id"));

    call(route, key.getString("key")).isError(ErrorCode.KEY_INVALID);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aKeyForOtherEndpointsDoesNot(Endpoint route) {
    String other = route.path().equals("/v1/embeddings") ? "/v1/models" : "/v1/embeddings";
    JsonObject limits = new JsonObject().put("endpoints", new JsonArray().add(other));

    call(route, newKey(limits).getString("key")).isError(ErrorCode.KEY_ENDPOINT_FORBIDDEN);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aTokenOfAPersonDoesNot(Endpoint route) {
    call(route, "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl").isError(ErrorCode.KEY_INVALID);
  }

  @Test
  void anExpiredKeyOpensNothing() {
    Instant soon = Instant.now().plusSeconds(2);
    String key = newKey(new JsonObject().put("expires_at", soon.toEpochMilli())).getString("key");

    await().atMost(SOON).until(() -> routes().allMatch(route -> call(route, key).status() == 401));

    assertThat(Instant.now()).isAfterOrEqualTo(soon);
    routes().forEach(route -> call(route, key).isError(ErrorCode.KEY_EXPIRED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/embeddings",
        "/v1/completions",
        "/v1/responses",
        "/v1/messages",
        "/v1/messages/count_tokens",
        "/v1/audio/speech",
        "/v1/images/edits",
        "/v1/rerank"
      })
  void aKeyForOtherModelsAsksNoOther(String path) {
    JsonObject limits = new JsonObject().put("models", new JsonArray().add("another-model"));
    String key = newKey(limits).getString("key");

    routes()
        .filter(route -> route.path().equals(path))
        .forEach(route -> call(route, key).isError(ErrorCode.KEY_MODEL_FORBIDDEN));
  }

  @Test
  void aKeyForAPatternAsksWhatThePatternMatches() {
    JsonObject limits = new JsonObject().put("models", new JsonArray().add("demo-*"));
    String key = newKey(limits).getString("key");

    routes().forEach(route -> assertThat(call(route, key).status()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-emb*", "*-embedding", "demo-embedding"})
  void aKeyForSomeModelsSeesNoOther(String models) {
    JsonObject limits = new JsonObject().put("models", new JsonArray().add(models));
    String key = newKey(limits).getString("key");

    routes()
        .filter(route -> route.path().startsWith("/v1/models"))
        .forEach(
            route -> {
              Reply reply = call(route, key);
              assertThat(reply.text()).doesNotContain("\"demo-chat\"");
              if (route.path().equals("/v1/models")) {
                assertThat(reply.text()).contains("\"demo-embedding\"");
              } else {
                reply.isError(ErrorCode.KEY_MODEL_FORBIDDEN);
              }
            });
  }

  private Stream<Endpoint> routes() {
    return gateway.gateway().endpoints("gateway").stream()
        .filter(endpoint -> endpoint.access() == Access.API_KEY);
  }

  private Reply call(Endpoint route, String key) {
    HttpRequest<Buffer> request =
        application.request(route.method(), route.path().replace(":id", "demo-chat"));
    if (!key.isEmpty()) {
      request.putHeader("x-api-key", key);
    }
    String body = EXPECTED.of(ExpectedRoutes.name("gateway", route)).body();
    return done(
        body == null
            ? request.send().map(Reply::new)
            : ApiClient.send(request, new JsonObject(body)));
  }

  private JsonObject newKey(JsonObject limits) {
    return owner.post(keys, limits.put("name", "test")).json();
  }
}
