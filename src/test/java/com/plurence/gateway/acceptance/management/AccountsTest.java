package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets an account: on the defaults from an operator, and where sign-up is open, anybody. */
final class AccountsTest {
  private static final String OWNER = "owner@example.com";
  private static final String PASSWORD = "correct horse battery";
  private static final String DEFAULTS =
      """
      listeners: { gateway: { port: 0 }, management: { port: 0 }, ops: { port: 0 } }
      store: { url: "h2:mem" }
      """;

  private static Vertx vertx;
  private static GatewayUnderTest closed;
  private static GatewayUnderTest open;
  private static ApiClient anyone;
  private static ApiClient anyoneAtOpen;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    closed = GatewayUnderTest.with(DEFAULTS).asItComes("auth").owner(OWNER, PASSWORD).start();
    open = GatewayUnderTest.with().owner(OWNER, PASSWORD).start();
    anyone = ApiClient.of(vertx, closed.port("management"));
    anyoneAtOpen = ApiClient.of(vertx, open.port("management"));
  }

  @AfterAll
  static void stop() {
    closed.close();
    open.close();
    done(vertx.close());
  }

  @Test
  void strangersCannotSignUp() {
    anyone.signUp("stranger@example.com").isError(ErrorCode.SIGNUP_CLOSED);

    anyone.post("/v1/signins", signin("stranger@example.com")).isError(ErrorCode.SIGNIN_REFUSED);
  }

  @Test
  void anOperatorOpensAccountsForOthersAndClosesThem() {
    ApiClient operator = signedIn(anyone, OWNER);

    Reply made = operator.post("/v1/accounts", account("ada@example.com"));
    Reply again = operator.post("/v1/accounts", account("Ada@example.com"));
    ApiClient ada = signedIn(anyone, "ada@example.com");
    String id = made.json().getJsonObject("account").getString("id");
    String key = newKey(ada, made.json().getJsonObject("project").getString("id"));
    Reply chat = chat(key);
    Reply removed = operator.delete("/v1/accounts/" + id);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text()).doesNotContain("access_token");
    again.isError(ErrorCode.EMAIL_TAKEN);
    assertThat(chat.status()).isEqualTo(200);
    assertThat(removed.status()).isEqualTo(204);
    chat(key).isError(ErrorCode.KEY_INVALID);
    ada.get("/v1/projects").isError(ErrorCode.TOKEN_INVALID);
    operator.delete("/v1/accounts/" + id).isError(ErrorCode.ACCOUNT_NOT_FOUND);
  }

  @Test
  void onlyAnOperatorSeesTheAccountsOfOthers() {
    ApiClient operator = signedIn(anyone, OWNER);
    operator.post("/v1/accounts", account("bob@example.com"));
    ApiClient bob = signedIn(anyone, "bob@example.com");
    String first = operator.get("/v1/accounts").array().getJsonObject(0).getString("id");

    Reply all = operator.get("/v1/accounts?all=true&order_asc=created_at");

    assertThat(all.array().size()).isGreaterThanOrEqualTo(2);
    assertThat(all.array().getJsonObject(0).getString("id")).isEqualTo(first);
    assertThat(bob.get("/v1/accounts?all=false").array()).hasSize(1);
    bob.get("/v1/accounts?all=true").isError(ErrorCode.OPERATOR_REQUIRED);
    bob.get("/v1/accounts?all=1").isError(ErrorCode.QUERY_PARAMETER_INVALID);
    bob.delete("/v1/accounts/" + first).isError(ErrorCode.OPERATOR_REQUIRED);
    operator.delete("/v1/accounts/" + first).isError(ErrorCode.ACCOUNT_IN_USE);
  }

  @Test
  void nobodyIsAnOperatorForHavingSignedUpWithItsAddress() throws Exception {
    String yaml = DEFAULTS + "auth: { signups: open, operators: [" + OWNER + ", Eve@example.com] }";
    GatewayUnderTest gateway = GatewayUnderTest.with(yaml).owner(OWNER, PASSWORD).start();
    ApiClient client = ApiClient.of(vertx, gateway.port("management"));

    Reply bySignup = client.signedUp("eve@example.com").get("/v1/accounts?all=true");
    Reply byOperator = signedIn(client, OWNER).get("/v1/accounts?all=true");

    bySignup.isError(ErrorCode.OPERATOR_REQUIRED);
    assertThat(byOperator.array()).hasSize(2);
    gateway.close();
  }

  @Test
  void anAddressThatGrowsInLowerCaseIsMeasuredAsItIsKept() {
    String dotted = "\u0130".repeat(248) + "@x.co";
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway")) {

      JsonObject refused = anyoneAtOpen.signUp(dotted).isError(ErrorCode.VALIDATION_FAILED);
      Reply fits = anyoneAtOpen.signUp("\u0130".repeat(80) + "@x.co");

      assertThat(refused.getJsonArray("details").getJsonObject(0).getString("field"))
          .isEqualTo("email");
      assertThat(fits.status()).isEqualTo(201);
      assertThat(log.lines()).noneMatch(line -> line.contains("x.co"));
    }
  }

  @Test
  void aSigninIsNeverAnsweredFromMemory() {
    JsonObject signin = signin(OWNER);
    Reply first = once("signin", signin);
    Reply second = once("signin", signin);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("idempotent-replayed")).isEmpty();
    assertThat(second.json().getString("access_token"))
        .isNotEqualTo(first.json().getString("access_token"));
  }

  @Test
  void aCrowdThatSignsUpIsSlowedDownAndKeepsNobodyFromSigningIn() throws Exception {
    GatewayUnderTest gateway = GatewayUnderTest.with().owner(OWNER, PASSWORD).start();
    ApiClient client = ApiClient.of(vertx, gateway.port("management"));
    var crowd =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    ApiClient.send(
                        client.request(HttpMethod.POST, "/v1/signups"),
                        account("crowd-" + i + "@example.com")))
            .toList();

    Reply signin = client.post("/v1/signins", signin(OWNER));
    List<Reply> answers = crowd.stream().map(future -> done(future)).toList();

    assertThat(signin.status()).isEqualTo(200);
    assertThat(answers).filteredOn(reply -> reply.status() == 201).hasSize(20);
    assertThat(answers)
        .filteredOn(reply -> reply.status() != 201)
        .allSatisfy(
            reply -> {
              reply.isError(ErrorCode.SIGNIN_THROTTLED);
              assertThat(reply.header("retry-after")).isPresent();
            });
    gateway.close();
  }

  private static Reply once(String key, JsonObject body) {
    return done(
        ApiClient.send(
            anyone.request(HttpMethod.POST, "/v1/signins").putHeader("idempotency-key", key),
            body));
  }

  private static ApiClient signedIn(ApiClient client, String email) {
    return client.with(client.post("/v1/signins", signin(email)).json().getString("access_token"));
  }

  private static JsonObject signin(String email) {
    return account(email).put("grant_type", "password");
  }

  private static JsonObject account(String email) {
    return new JsonObject().put("email", email).put("password", PASSWORD);
  }

  private static String newKey(ApiClient owner, String project) {
    return owner
        .post("/v1/projects/" + project + "/api-keys", new JsonObject().put("name", "ci"))
        .json()
        .getString("key");
  }

  private static Reply chat(String key) {
    return done(
        ApiClient.send(
            ApiClient.of(vertx, closed.port("gateway"))
                .request(HttpMethod.POST, "/v1/chat/completions")
                .putHeader("x-api-key", key),
            new JsonObject(GatewayUnderTest.chatBody("demo-chat", false))));
  }
}
