package com.plurence.gateway.acceptance.audit;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every change through the management API leaves an event that says what was changed by whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangesTest {
  private static final String OPERATOR = "operator@example.com";
  private static final String PASSWORD = "correct horse battery";

  private GatewayUnderTest gateway;
  private ApiClient anyone;
  private ApiClient owner;
  private String project;
  private String principal;

  @BeforeAll
  void start() throws Exception {
    gateway = GatewayUnderTest.with().demoModels().owner(OPERATOR, PASSWORD).start();
    anyone = ApiClient.of(gateway.outside(), gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    project = signup.getJsonObject("project").getString("id");
    principal = signup.getJsonObject("principal").getString("id");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void aChangedMemberStandsInItWithItsOldAndItsNewValue() {
    String name = owner.get("/v1/projects/" + project).json().getString("name");

    Reply changed =
        owner.patch(
            "/v1/projects/" + project,
            new JsonObject().put("name", "search").put("audit_tier", "full"));

    JsonObject event = event(changed);
    assertThat(event)
        .contains(
            Map.entry("kind", "admin"),
            Map.entry("outcome", "ok"),
            Map.entry("action", "PATCH /v1/projects/:projectId"),
            Map.entry("method", "PATCH"),
            Map.entry("route", "/v1/projects/:projectId"),
            Map.entry("principal_id", principal),
            Map.entry("project_id", project),
            Map.entry("status", 200));
    assertThat(event.getJsonObject("changes"))
        .isEqualTo(
            new JsonObject()
                .put("name", change(name, "search"))
                .put("audit_tier", change("metadata", "full")));
  }

  private static JsonObject change(@Nullable Object before, @Nullable Object after) {
    return new JsonObject().put("old", before).put("new", after);
  }

  @Test
  void nothingSecretIsInTheEventOfANewKey() {
    Reply created =
        owner.post(
            "/v1/projects/" + project + "/api-keys", new JsonObject().put("name", "secretive"));
    String key = created.json().getString("key");
    Reply deleted =
        owner.delete("/v1/projects/" + project + "/api-keys/" + created.json().getString("id"));

    JsonObject event = event(created);
    JsonObject gone = event(deleted);

    assertThat(event.getJsonObject("changes").getJsonObject("name"))
        .isEqualTo(change(null, "secretive"));
    assertThat(gone.getJsonObject("changes").getJsonObject("name"))
        .isEqualTo(change("secretive", null));
    assertThat(owner.get("/v1/audit?limit=100").text()).doesNotContain(key, PASSWORD);
  }

  @Test
  void limitsAndAccountsAreChangesToo() {
    Reply limited =
        owner.patch("/v1/projects/" + project + "/limits", new JsonObject().put("rpm", 7));
    Reply renamed =
        owner.patch("/v1/principals/" + principal, new JsonObject().put("name", "Somebody Else"));
    Reply made = owner.post("/v1/projects", new JsonObject().put("name", "another"));

    assertThat(event(limited).getJsonObject("changes").getJsonObject("rpm").getInteger("new"))
        .isEqualTo(7);
    assertThat(event(renamed).getJsonObject("changes").getJsonObject("name").getString("new"))
        .isEqualTo("Somebody Else");
    assertThat(event(made).getString("project_id")).isEqualTo(made.json().getString("id"));
  }

  @Test
  void anAttemptThatFailedIsAnEventThatChangesNothing() {
    Reply refused = owner.patch("/v1/projects/" + project, new JsonObject().put("slug", "other"));

    JsonObject event = event(refused);

    assertThat(event)
        .contains(
            Map.entry("outcome", "error"),
            Map.entry("status", refused.status()),
            Map.entry("error_id", ErrorCode.VALIDATION_FAILED.id()));
    assertThat(event.getValue("changes")).isNull();
    assertThat(event.getLong("latency_ms")).isNotNegative();
  }

  @Test
  void whatIsOnlyReadOrRepeatedIsNone() {
    Reply read = owner.get("/v1/projects/" + project);
    JsonObject body = new JsonObject().put("name", "once");
    Reply first = once(body);
    Reply again = once(body);
    Reply last = owner.post("/v1/projects", new JsonObject().put("name", "after"));

    event(first);
    event(last);

    assertThat(again.header("idempotent-replayed")).contains("true");
    assertThat(owner.get("/v1/audit/" + id(read)).status()).isEqualTo(404);
    assertThat(owner.get("/v1/audit/" + id(again)).status()).isEqualTo(404);
  }

  private Reply once(JsonObject body) {
    return done(
        ApiClient.send(
            owner.request(HttpMethod.POST, "/v1/projects").putHeader("idempotency-key", "once"),
            body));
  }

  @Test
  void nobodySeesTheChangesOfAnotherAccount() {
    ApiClient other =
        anyone.with(anyone.signUp("other@example.com").json().getString("access_token"));
    Reply changed = owner.patch("/v1/projects/" + project, new JsonObject().put("name", "mine"));
    event(changed);

    List<String> accounts =
        other.get("/v1/audit?limit=100").array().stream()
            .map(event -> ((JsonObject) event).getString("account_id"))
            .distinct()
            .toList();

    assertThat(accounts).hasSizeLessThanOrEqualTo(1).doesNotContain((String) null);
    assertThat(other.get("/v1/audit/" + id(changed)).status()).isEqualTo(404);
  }

  @Test
  void operatorsSeeWhatBelongsToNobody() {
    ApiClient apps = anyone.at(gateway.port());
    JsonObject chat = new JsonObject(GatewayUnderTest.chatBody("m", false));
    Reply stranger =
        done(
            ApiClient.send(
                apps.request(HttpMethod.POST, "/v1/chat/completions")
                    .putHeader("x-api-key", "made-up"),
                chat));
    JsonObject signin =
        new JsonObject()
            .put("grant_type", "password")
            .put("email", OPERATOR)
            .put("password", PASSWORD);
    ApiClient operator =
        anyone.with(anyone.post("/v1/signins", signin).json().getString("access_token"));
    await().until(() -> operator.get("/v1/audit/" + id(stranger)).status() == 200);

    JsonArray seen = operator.get("/v1/audit?outcome=unauthorized").array();

    assertThat(seen.getJsonObject(0).getString("account_id")).isNull();
    assertThat(owner.get("/v1/audit?outcome=unauthorized").array()).isEmpty();
    assertThat(owner.get("/v1/audit/" + id(stranger)).status()).isEqualTo(404);
  }

  private JsonObject event(Reply response) {
    String path = "/v1/audit/" + id(response);
    await().until(() -> owner.get(path).status() == 200);
    return owner.get(path).json();
  }

  private static String id(Reply response) {
    return response.header("x-request-id").orElseThrow();
  }
}
