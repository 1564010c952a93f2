package com.plurence.gateway.acceptance.audit;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every request leaves an event, but those of projects that are to leave nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditTrailTest {
  private static final String CHAT = "/v1/chat/completions";

  private GatewayUnderTest gateway;
  private ApiClient owner;
  private String project;
  private ApiClient apps;

  @BeforeAll
  void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
    ApiClient anyone = ApiClient.of(gateway.outside(), gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    apps = anyone.at(gateway.port());
    owner = anyone.with(signup.getString("access_token"));
    project = signup.getJsonObject("project").getString("id");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void tellsWhatBecameOfARequest() {
    String key = key(project);
    String ok = id(chat(key, "m"));
    String unknown = id(chat(key, "nobody"));

    JsonObject answered = event(ok);
    JsonObject failed = event(unknown);

    assertThat(answered)
        .contains(
            Map.entry("kind", "request"),
            Map.entry("outcome", "ok"),
            Map.entry("project_id", project),
            Map.entry("address", "127.0.0.0/24"),
            Map.entry("method", "POST"),
            Map.entry("route", CHAT),
            Map.entry("status", 200),
            Map.entry("count", 1),
            Map.entry("bodies", false));
    assertThat(answered.getJsonObject("tags")).isEqualTo(new JsonObject().put("team", "search"));
    assertThat(failed)
        .contains(
            Map.entry("outcome", "error"),
            Map.entry("status", 404),
            Map.entry("error_id", ErrorCode.MODEL_NOT_FOUND.id()),
            Map.entry("model", "nobody"));
  }

  @Test
  void repeatsOfARefusalAreNotWrittenOneByOne() {
    String key = key(project);
    owner.patch(
        "/v1/projects/" + project + "/limits",
        new JsonObject().put("models", new JsonObject().put("m1", new JsonObject().put("rpm", 0))));
    for (int i = 0; i < 30; i++) {
      assertThat(chat(key, "m1").status()).isEqualTo(429);
    }

    await().until(() -> refused().size() == 10);

    assertThat(refused())
        .allSatisfy(
            event ->
                assertThat(event)
                    .contains(
                        Map.entry("scope", "model"),
                        Map.entry("dimension", "rpm"),
                        Map.entry("error_id", "DAT030101")));
  }

  private List<JsonObject> refused() {
    return list("outcome=refused");
  }

  @Test
  void nothingIsRememberedOfAProjectThatIsToLeaveNoTrace() {
    String silent =
        owner
            .post(
                "/v1/projects",
                new JsonObject().put("name", "silent").put("audit_tier", "zero_retention"))
            .json()
            .getString("id");
    String other =
        owner.post("/v1/projects", new JsonObject().put("name", "other")).json().getString("id");
    chat(key(silent), "m");
    String later = id(chat(key(other), "m"));

    event(later);

    assertThat(list("kind=request&project_id=" + silent)).isEmpty();
    JsonObject usage = owner.get("/v1/usage?project_id=" + silent).array().getJsonObject(0);
    assertThat(usage.getJsonObject("tags")).isEmpty();
  }

  private String key(String ofProject) {
    return owner
        .post("/v1/projects/" + ofProject + "/api-keys", new JsonObject().put("name", "ci"))
        .json()
        .getString("key");
  }

  private Reply chat(String key, String model) {
    HttpRequest<Buffer> request =
        apps.request(HttpMethod.POST, CHAT)
            .putHeader("x-api-key", key)
            .putHeader("x-plurence-tags", "team=search");
    return done(ApiClient.send(request, new JsonObject(GatewayUnderTest.chatBody(model, false))));
  }

  private static String id(Reply answer) {
    return answer.header("x-request-id").orElseThrow();
  }

  private JsonObject event(String requestId) {
    await().until(() -> owner.get("/v1/audit/" + requestId).status() == 200);
    return owner.get("/v1/audit/" + requestId).json();
  }

  private List<JsonObject> list(String query) {
    return owner.get("/v1/audit?limit=100&" + query).array().stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
