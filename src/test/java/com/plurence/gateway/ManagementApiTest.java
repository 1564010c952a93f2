package com.plurence.gateway;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.testing.ApiClient;
import com.plurence.gateway.testing.ApiClient.Reply;
import com.plurence.gateway.testing.Configs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
  private static Gateway gateway;
  private static ApiClient anyone;
  private static ApiClient somebody;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway =
        done(
            Gateway.start(
                Configs.plain(),
                Bootstrap.from(
                    Map.of(
                        "PLURENCE_BOOTSTRAP_EMAIL", OWNER,
                        "PLURENCE_BOOTSTRAP_PASSWORD", PASSWORD))));
    anyone = ApiClient.of(vertx, gateway.port("management"));
    somebody = owner();
  }

  @AfterAll
  static void stop() {
    done(gateway.stop());
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

  @Test
  void listsAreBareArraysWithATotal() {
    ApiClient owner = owner();
    for (int i = 0; i < 5; i++) {
      owner.post("/v1/projects", new JsonObject().put("name", "listed-" + i));
    }

    Reply page = owner.get("/v1/projects?limit=2&offset=1&order_desc=name&name=ge=listed");
    Reply clamped = owner.get("/v1/projects?limit=1000");

    assertThat(page.array().stream().map(row -> ((JsonObject) row).getString("name")))
        .containsExactly("listed-3", "listed-2");
    assertThat(page.header("x-total-count")).hasValue("5");
    assertThat(clamped.array()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=-1, QUERY_PARAMETER_INVALID, limit",
    "limit=x, QUERY_PARAMETER_INVALID, limit",
    "offset=1.5, QUERY_PARAMETER_INVALID, offset",
    "order_asc=password_hash, QUERY_PARAMETER_INVALID, order_asc",
    "created_at=ge=yesterday, QUERY_PARAMETER_INVALID, created_at",
    "name=%00, QUERY_PARAMETER_INVALID, name",
    "account_id=acc_1, QUERY_PARAMETER_UNKNOWN, account_id",
  })
  void whatCannotBeAskedOfAListIsNamed(String query, ErrorCode expected, String parameter) {
    JsonObject error = somebody.get("/v1/projects?" + query).isError(expected);

    assertThat(error.getString("message")).contains(" " + parameter + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/signups | {} | email is required, password is required",
        "/v1/signups | {\"email\":\"x\",\"password\":\"short\"} | password must be at least 8"
            + " characters, email must be an e-mail address",
        "/v1/signins | {\"grant_type\":\"magic\",\"email\":\"a@b\",\"password\":\"p\"} | grant_type"
            + " must be password or refresh",
        "/v1/projects | {\"name\":\" \",\"colour\":1} | name must not be empty, colour is not a"
            + " known field",
        "/v1/projects | {\"name\":\"a\\u0000b\"} | name must not contain control characters",
        "/v1/projects | {\"name\":\"a\\ud800b\"} | name must not contain control characters",
        "/v1/projects | {\"name\":\"x\",\"slug\":\"Not A Slug\"} | slug must be lower-case letters,"
            + " digits and single hyphens",
        "/v1/projects | [1] | $ must be an object",
      })
  void everythingWrongWithABodyIsSaidAtOnce(String path, String body, String expected) {
    Reply reply =
        done(
            somebody
                .request(HttpMethod.POST, path)
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(body))
                .map(Reply::new));

    JsonArray details = reply.isError(ErrorCode.VALIDATION_FAILED).getJsonArray("details");
    assertThat(details.stream().map(JsonObject.class::cast))
        .extracting(row -> row.getString("field") + " " + row.getString("message"))
        .containsExactlyInAnyOrder(expected.split(", (?=[a-z_]+ (is|must))"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"expires_at\":1} | expires_at",
        "{\"name\":\"x\",\"expires_at\":\"soon\"} | expires_at",
        "{\"name\":\"x\",\"expires_at\":{}} | expires_at",
        "{\"name\":\"x\",\"models\":\"gpt-4o\"} | models",
        "{\"name\":\"x\",\"models\":[1]} | models[0]",
        "{\"name\":\"x\",\"endpoints\":[\"/v1/everything\"]} | endpoints",
      })
  void aKeyIsNotMadeOfNonsense(String body, String field) {
    Reply reply = somebody.post(defaultProject(somebody) + "/api-keys", new JsonObject(body));

    JsonArray details = reply.isError(ErrorCode.VALIDATION_FAILED).getJsonArray("details");
    assertThat(details.getJsonObject(0).getString("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | '' | ENTITY_REQUIRED",
        "application/json | null | ENTITY_REQUIRED",
        "application/json | {\"name\": | MALFORMED_JSON",
        "text/plain | {\"name\":\"x\"} | CONTENT_TYPE_UNSUPPORTED",
      })
  void aBodyThatIsNoJsonIsNotRead(String type, String body, ErrorCode expected) {
    Reply reply =
        done(
            somebody
                .request(HttpMethod.POST, "/v1/projects")
                .putHeader("content-type", type)
                .sendBuffer(Buffer.buffer(body))
                .map(Reply::new));

    reply.isError(expected);
  }

  @Test
  void aSlugCannotBeChanged() {
    ApiClient owner = owner();

    owner
        .patch(defaultProject(owner), new JsonObject().put("slug", "other"))
        .isError(ErrorCode.VALIDATION_FAILED);
  }

  @Test
  void aRepeatedRequestIsAnsweredAsBefore() {
    ApiClient owner = owner();
    String path = defaultProject(owner) + "/api-keys";

    Reply first = idempotent(owner, path, "key-1", "ci");
    Reply second = idempotent(owner, path, "key-1", "ci");
    Reply other = idempotent(owner, path, "key-1", "something else");

    assertThat(first.header("idempotent-replayed")).isEmpty();
    assertThat(second.header("idempotent-replayed")).hasValue("true");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.header("location")).isEqualTo(first.header("location"));
    assertThat(owner.get(path).array()).hasSize(1);
    other.isError(ErrorCode.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void aRequestThatFailedMayBeRepeated() {
    ApiClient owner = owner();

    idempotent(owner, "/v1/projects", "key-2", "default").isError(ErrorCode.PROJECT_NAME_TAKEN);
    Reply again = idempotent(owner, "/v1/projects", "key-2", "fine now");

    assertThat(again.status()).isEqualTo(201);
  }

  @Test
  void manyAtOnceMakeOneThing() {
    ApiClient owner = owner();
    String path = defaultProject(owner) + "/api-keys";
    JsonObject body = new JsonObject().put("name", "raced");

    List<Future<Reply>> replies =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    ApiClient.send(
                        owner.request(HttpMethod.POST, path).putHeader("idempotency-key", "race"),
                        body))
            .toList();

    done(Future.all(replies));
    assertThat(replies.stream().map(Future::result).map(Reply::status).toList())
        .isSubsetOf(201, 409);
    replies.stream()
        .map(Future::result)
        .filter(reply -> reply.status() == 409)
        .forEach(
            reply -> {
              reply.isError(ErrorCode.IDEMPOTENT_REQUEST_RUNNING);
              assertThat(reply.header("retry-after")).hasValue("1");
            });
    assertThat(owner.get(path).array()).hasSize(1);
  }

  @Test
  void anIdempotencyKeyMustBeShortAndVisible() {
    idempotent(owner(), "/v1/projects", "k".repeat(256), "x")
        .isError(ErrorCode.IDEMPOTENCY_KEY_INVALID);
  }

  private static Reply idempotent(ApiClient client, String path, String key, String name) {
    return done(
        ApiClient.send(
            client.request(HttpMethod.POST, path).putHeader("idempotency-key", key),
            new JsonObject().put("name", name)));
  }

  private static String defaultProject(ApiClient client) {
    return "/v1/projects/" + client.get("/v1/projects").array().getJsonObject(0).getString("id");
  }

  /** The owner of a new account. */
  private static ApiClient owner() {
    return anyone.signedUp(UUID.randomUUID() + "@example.com");
  }
}
