package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the management API makes of requests: good, bad, and repeated. */
final class ManagementRequestsTest {

  private static Vertx vertx;
  private static GatewayUnderTest gateway;
  private static ApiClient anyone;
  private static ApiClient somebody;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway = GatewayUnderTest.start();
    anyone = ApiClient.of(vertx, gateway.port("management"));
    somebody = owner();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
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
    "a%00b=1, QUERY_PARAMETER_UNKNOWN, a?b",
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
    Reply reply = post(path, "application/json", body);

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
        "{\"name\":\"x\",\"models\":[]} | models",
        "{\"name\":\"x\",\"endpoints\":[]} | endpoints",
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
    Reply reply = post("/v1/projects", type, body);

    reply.isError(expected);
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
    replies.stream()
        .map(Future::result)
        .filter(reply -> reply.status() != 201)
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

  @Test
  void numbersAndNamesOfAnyLengthAreTheClientsFault() {
    for (String body :
        List.of(
            "{\"name\":\"x\",\"n\":" + "9".repeat(2000) + "}",
            "{\"" + "n".repeat(60_000) + "\":1}",
            "{\"\\ud800\":1}")) {
      Reply reply = post("/v1/projects", "application/json", body);

      reply.isError(ErrorCode.VALIDATION_FAILED);
      assertThat(reply.text().length()).isLessThan(1000);
    }
  }

  @Test
  void aNameThatIsRepeatedIsCutBetweenCharacters() {
    String name = "a".repeat(63) + "\uD83D\uDE00";

    JsonObject error =
        somebody
            .post("/v1/projects", new JsonObject().put("name", "x").put(name + "b", 1))
            .isError(ErrorCode.VALIDATION_FAILED);

    assertThat(error.getJsonArray("details").getJsonObject(0).getString("field")).isEqualTo(name);
  }

  @Test
  void lengthsAreThoseOfCharactersAndTheLongestNamesFit() {
    ApiClient owner = owner();
    String rare = "\uD83D\uDE00";
    JsonArray models = new JsonArray();
    for (int i = 100; i < 200; i++) {
      models.add(i + rare.repeat(200) + "\"");
    }

    Reply longest = owner.post("/v1/projects", new JsonObject().put("name", rare.repeat(200)));
    Reply tooLong = owner.post("/v1/projects", new JsonObject().put("name", rare.repeat(201)));
    Reply key =
        owner.post(
            defaultProject(owner) + "/api-keys",
            new JsonObject().put("name", rare.repeat(200)).put("models", models));

    assertThat(longest.status()).isEqualTo(201);
    tooLong.isError(ErrorCode.VALIDATION_FAILED);
    assertThat(key.status()).isEqualTo(201);
    assertThat(key.json().getJsonArray("models")).hasSize(100);
  }

  @Test
  void theListOfAccountsIsAListLikeAnyOther() {
    String own = somebody.get("/v1/accounts").array().getJsonObject(0).getString("id");

    assertThat(somebody.get("/v1/accounts?id=" + own).array()).hasSize(1);
    assertThat(somebody.get("/v1/accounts?id=acc_0").array()).isEmpty();
    assertThat(somebody.get("/v1/accounts?offset=1").array()).isEmpty();
    assertThat(somebody.get("/v1/accounts?offset=1").header("x-total-count")).hasValue("1");
  }

  @Test
  void anEmailAddressNobodyCanWriteToIsRefused() {
    JsonObject signup =
        new JsonObject().put("email", "a@" + "b".repeat(253)).put("password", "long enough");

    Reply refused = anyone.post("/v1/signups", signup);
    Reply longest = anyone.post("/v1/signups", signup.put("email", "a@" + "b".repeat(252)));

    refused.isError(ErrorCode.VALIDATION_FAILED);
    assertThat(longest.status()).isEqualTo(201);
    assertThat(longest.json().getJsonObject("account").getString("name")).hasSize(200);
  }

  private static Reply post(String path, String type, String body) {
    return done(
        somebody
            .request(HttpMethod.POST, path)
            .putHeader("content-type", type)
            .sendBuffer(Buffer.buffer(body))
            .map(Reply::new));
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
