package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management API as its clients see it. */
final class ManagementApiTest {
  private static final String OWNER = "owner@example.com";
  private static final String PASSWORD = "correct horse battery";

  private static Vertx vertx;
  private static GatewayUnderTest gateway;
  private static ApiClient anyone;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway = GatewayUnderTest.with().owner(OWNER, PASSWORD).start();
    anyone = ApiClient.of(vertx, gateway.port("management"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  @Test
  void aSignupGivesAnAccountAProjectAndAToken() {
    Reply signup = anyone.signUp("new@example.com");

    assertThat(signup.status()).isEqualTo(201);
    assertThat(signup.json().getInteger("expires_in")).isEqualTo(3600);
    assertThat(signup.json().getJsonObject("account").getString("id")).startsWith("acc_");
    assertThat(signup.json().getJsonObject("principal").getString("role")).isEqualTo("owner");
    assertThat(signup.json().getJsonObject("project").getString("slug")).isEqualTo("default");
    ApiClient owner = anyone.with(signup.json().getString("access_token"));
    assertThat(owner.get("/v1/projects").array().getJsonObject(0).getString("id"))
        .isEqualTo(signup.json().getJsonObject("project").getString("id"));
  }

  @Test
  void theBootstrapOwnerSignsInAndRefreshes() {
    JsonObject password =
        new JsonObject()
            .put("grant_type", "password")
            .put("email", "Owner@Example.com")
            .put("password", PASSWORD);

    Reply signin = anyone.post("/v1/signins", password);
    ApiClient owner = anyone.with(signin.json().getString("access_token"));
    Reply refreshed = owner.post("/v1/signins", new JsonObject().put("grant_type", "refresh"));

    assertThat(signin.status()).isEqualTo(200);
    assertThat(signin.json().getString("token_type")).isEqualTo("Bearer");
    ApiClient again = anyone.with(refreshed.json().getString("access_token"));
    assertThat(again.get("/v1/projects").array().getJsonObject(0).getString("slug"))
        .isEqualTo("default");
  }

  @Test
  void aSecondSignupWithTheSameAddressIsAConflict() {
    anyone.signUp("twice@example.com");

    anyone.signUp("Twice@Example.com").isError(ErrorCode.EMAIL_TAKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "owner@example.com, wrong password",
    "nobody@example.com, correct horse battery",
  })
  void aWrongPasswordAndAnUnknownAddressLookTheSame(String email, String password) {
    Reply reply =
        anyone.post(
            "/v1/signins",
            new JsonObject()
                .put("grant_type", "password")
                .put("email", email)
                .put("password", password));

    reply.isError(ErrorCode.SIGNIN_REFUSED);
  }

  @Test
  void guessingIsSlowedDown() {
    JsonObject guess =
        new JsonObject()
            .put("grant_type", "password")
            .put("email", "guessed@example.com")
            .put("password", "a guess");
    for (int i = 0; i < 10; i++) {
      anyone.post("/v1/signins", guess);
    }

    Reply throttled = anyone.post("/v1/signins", guess);

    throttled.isError(ErrorCode.SIGNIN_THROTTLED);
    assertThat(throttled.header("retry-after")).isPresent();
  }

  @Test
  void projectsAreMadeChangedListedAndRemoved() {
    ApiClient owner = owner();

    Reply made = owner.post("/v1/projects", new JsonObject().put("name", "My First App!"));
    String path = "/v1/projects/" + made.json().getString("id");
    Reply changed = owner.patch(path, new JsonObject().put("name", "Renamed"));
    Reply shown = owner.get(path);
    Reply removed = owner.delete(path);
    Reply gone = owner.get(path);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("location")).hasValue(path);
    assertThat(made.json().getString("slug")).isEqualTo("my-first-app");
    assertThat(changed.json().getString("name")).isEqualTo("Renamed");
    assertThat(shown.header("etag")).hasValue("\"2\"");
    assertThat(removed.status()).isEqualTo(204);
    gone.isError(ErrorCode.PROJECT_NOT_FOUND);
  }

  @Test
  void namesAndSlugsThatAreTakenAreConflicts() {
    ApiClient owner = owner();

    owner
        .post("/v1/projects", new JsonObject().put("name", "default"))
        .isError(ErrorCode.PROJECT_NAME_TAKEN);
    owner
        .post("/v1/projects", new JsonObject().put("name", "x").put("slug", "default"))
        .isError(ErrorCode.PROJECT_SLUG_TAKEN);
  }

  @Test
  void aSlugThatNobodyAskedForIsInNobodysWay() {
    ApiClient owner = owner();

    for (String name : List.of("Team A", "Team A!", "team-a", "日本語", "!!!")) {
      Reply made = owner.post("/v1/projects", new JsonObject().put("name", name));

      assertThat(made.status()).as(name).isEqualTo(201);
      assertThat(made.json().getString("slug")).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }
  }

  @Test
  void aChangeOfAnOldVersionIsAConflict() {
    ApiClient owner = owner();
    String path = defaultProject(owner);
    owner.patch(path, new JsonObject().put("name", "second version"));

    Reply stale =
        done(
            ApiClient.send(
                owner.request(HttpMethod.PATCH, path).putHeader("if-match", "\"1\""),
                new JsonObject().put("name", "third")));
    Reply current =
        done(
            ApiClient.send(
                owner.request(HttpMethod.PATCH, path).putHeader("if-match", "\"7\", \"2\""),
                new JsonObject().put("name", "third")));

    stale.isError(ErrorCode.RESOURCE_CHANGED);
    assertThat(current.header("etag")).hasValue("\"3\"");
  }

  @Test
  void aKeyIsShownOnceAndListedByItsPrefix() {
    ApiClient owner = owner();
    String path = defaultProject(owner) + "/api-keys";
    long expiry = Instant.now().plusSeconds(3600).toEpochMilli();

    Reply made =
        owner.post(
            path,
            new JsonObject()
                .put("name", "ci")
                .put("expires_at", expiry)
                .put("models", new JsonArray().add("gpt-4o")));
    Reply listed = owner.get(path);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getString("key")).matches("plr_live_[A-Za-z0-9]{43}");
    assertThat(made.json().getLong("expires_at")).isEqualTo(expiry);
    JsonObject row = listed.array().getJsonObject(0);
    assertThat(row.getString("prefix")).isEqualTo(made.json().getString("key").substring(0, 13));
    assertThat(row.getJsonArray("models")).containsExactly("gpt-4o");
    assertThat(listed.text()).doesNotContain(made.json().getString("key"));
    assertThat(owner.get(path + "/" + row.getString("id")).json()).isEqualTo(row);
  }

  @Test
  void aRemovedKeyIsGone() {
    ApiClient owner = owner();
    String keys = defaultProject(owner) + "/api-keys";
    Reply made = owner.post(keys, new JsonObject().put("name", "short-lived"));
    String path = keys + "/" + made.json().getString("id");

    Reply removed = owner.delete(path);

    assertThat(removed.status()).isEqualTo(204);
    owner.delete(path).isError(ErrorCode.API_KEY_NOT_FOUND);
  }

  @Test
  void theAccountAndItsPrincipalsAreSeenAndChanged() {
    ApiClient owner = owner();
    String account = owner.get("/v1/accounts").array().getJsonObject(0).getString("id");
    String principal = owner.get("/v1/principals").array().getJsonObject(0).getString("id");

    Reply renamed = owner.patch("/v1/accounts/" + account, new JsonObject().put("name", "ACME"));
    Reply person = owner.patch("/v1/principals/" + principal, new JsonObject().put("name", "Ada"));

    assertThat(renamed.json().getString("name")).isEqualTo("ACME");
    assertThat(person.json().getString("name")).isEqualTo("Ada");
    assertThat(owner.get("/v1/principals/" + principal).header("etag")).hasValue("\"2\"");
  }

  @Test
  void theLastOwnerStaysOne() {
    ApiClient owner = owner();
    String principal = owner.get("/v1/principals").array().getJsonObject(0).getString("id");

    owner
        .patch("/v1/principals/" + principal, new JsonObject().put("role", "viewer"))
        .isError(ErrorCode.LAST_OWNER);
  }

  private static String defaultProject(ApiClient client) {
    return "/v1/projects/" + client.get("/v1/projects").array().getJsonObject(0).getString("id");
  }

  /** The owner of a new account. */
  private static ApiClient owner() {
    return anyone.signedUp(UUID.randomUUID() + "@example.com");
  }

  @Test
  void aSlugCannotBeChanged() {
    ApiClient owner = anyone.signedUp("slug@example.com");

    owner
        .patch(defaultProject(owner), new JsonObject().put("slug", "other"))
        .isError(ErrorCode.VALIDATION_FAILED);
  }

  @Test
  void aNameCannotBeTakenAway() {
    ApiClient owner = anyone.signedUp("name@example.com");

    owner
        .patch(defaultProject(owner), new JsonObject().putNull("name"))
        .isError(ErrorCode.VALIDATION_FAILED);
  }
}
