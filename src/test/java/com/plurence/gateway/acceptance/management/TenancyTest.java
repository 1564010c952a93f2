package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.acceptance.management.ExpectedRoutes.Expectation;
import com.plurence.gateway.account.Credential;
import com.plurence.gateway.account.Principal;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.IdSource;
import com.plurence.gateway.storage.SqlPrincipalStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.query.AuditTables;
import com.plurence.gateway.storage.query.UsageTables;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnTokens;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of the management API against callers who must not have what it leads to. The routes
 * come from the endpoint table; one that nobody has thought about here fails the build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TenancyTest {
  private static final Secret SECRET = new Secret("a secret of at least 32 bytes, known here");
  private static final ExpectedRoutes EXPECTED = new ExpectedRoutes();

  private final Vertx vertx = Vertx.vertx();
  private GatewayUnderTest gateway;
  private Database database;
  private ApiClient anyone;
  private ApiClient stranger;
  private ApiClient strangersViewer;
  private ApiClient owner;
  private ApiClient member;
  private ApiClient viewer;
  private Map<String, String> ids;
  private String ownerId;
  private String keyOfOtherProject;

  @BeforeAll
  void start() {
    Secret store = TestPostgres.newDatabase();
    gateway =
        GatewayUnderTest.start(
            "store: { url: \"%s\" }".formatted(store.reveal()),
            "auth: { signups: open, jwt: { secret: \"%s\" } }".formatted(SECRET.reveal()));
    database = done(Database.open(vertx, store));
    anyone = ApiClient.of(vertx, gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    JsonObject other = anyone.signUp("stranger@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    stranger = anyone.with(other.getString("access_token"));
    member = principal(signup, Role.MEMBER);
    viewer = principal(signup, Role.VIEWER);
    strangersViewer = principal(other, Role.VIEWER);
    ownerId = signup.getJsonObject("principal").getString("id");
    String project = signup.getJsonObject("project").getString("id");
    String requestId = new UsageTables(database).insertOne(signup);
    new AuditTables(database).insertOne(requestId, signup);
    ids =
        Map.of(
            "accountId",
            signup.getJsonObject("account").getString("id"),
            "principalId",
            ownerId,
            "projectId",
            project,
            "keyId",
            newKey(project),
            "requestId",
            requestId);
    keyOfOtherProject = newKey(owner.post("/v1/projects", named("second")).json().getString("id"));
  }

  @AfterAll
  void stop() {
    done(database.close());
    gateway.close();
    done(vertx.close());
  }

  @Test
  void everyRouteOfEveryListenerIsThoughtAbout() {
    Map<String, Access> offered = new HashMap<>();
    for (String listener : List.of("gateway", "management", "ops")) {
      gateway
          .gateway()
          .endpoints(listener)
          .forEach(
              endpoint -> offered.put(ExpectedRoutes.name(listener, endpoint), endpoint.access()));
    }

    assertThat(offered).containsExactlyInAnyOrderEntriesOf(EXPECTED.access());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void withoutATokenNobodyGetsIn(Endpoint route) {
    call(anyone, route).isError(ErrorCode.TOKEN_MISSING);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void anExpiredTokenLetsNobodyIn(Endpoint route) {
    Instant before = Instant.now().minus(OwnTokens.LIFE).minusSeconds(1);
    String expired = OwnTokens.issue(SECRET, () -> before, ownerId);

    call(anyone.with(expired), route).isError(ErrorCode.TOKEN_EXPIRED);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aForgedTokenLetsNobodyIn(Endpoint route) {
    for (String forged : new ForgedTokens(SECRET).of(ownerId)) {
      call(anyone.with(forged), route).isError(ErrorCode.TOKEN_INVALID);
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfAccounts")
  void whatBelongsToAnotherAccountDoesNotExist(Endpoint route) {
    Optional<ErrorCode> expected = Optional.ofNullable(expected(route).ofAnother());
    for (ApiClient caller : List.of(stranger, strangersViewer)) {
      Reply reply = call(caller, route);

      expected.ifPresentOrElse(
          reply::isError,
          () -> assertThat(reply.text()).doesNotContain(ids.values().toArray(String[]::new)));
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfAccounts")
  void aRoleThatIsTooSmallIsRefused(Endpoint route) {
    Map<Role, ApiClient> callers = Map.of(Role.MEMBER, member, Role.VIEWER, viewer);
    callers.forEach(
        (role, caller) -> {
          if (!role.includes(expected(route).needed())) {
            call(caller, route).isError(ErrorCode.ROLE_INSUFFICIENT);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aViewerSeesWhatThereIs(Endpoint route) {
    if (expected(route).needed() == Role.VIEWER) {
      Reply reply = call(viewer, route);

      if (route.path().equals("/v1/models/:id")) {
        reply.isError(ErrorCode.MODEL_NOT_FOUND); // no model was configured
      } else {
        assertThat(reply.status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfAccounts")
  void aKeptAnswerIsForThoseWhoCouldHaveGotItThemselves(Endpoint route) {
    if (route.method().equals(HttpMethod.POST) && !route.path().endsWith("/resync")) {
      Reply made = callOnce(owner, route);

      assertThat(made.status()).isEqualTo(201);
      assertThat(callOnce(member, route).text()).isEqualTo(made.text());
      callOnce(viewer, route).isError(ErrorCode.ROLE_INSUFFICIENT);
      assertThat(callOnce(stranger, route).text()).doesNotContain(made.json().getString("id"));
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whatBelongsToAnotherProjectDoesNotExistInThisOne(Endpoint route) {
    if (route.path().contains(":keyId")) {
      String path = route.path().replace(":keyId", keyOfOtherProject);

      call(owner, at(path, route), route).isError(ErrorCode.API_KEY_NOT_FOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("routesOfAccounts")
  void idsThatCannotBeAreOfNothing(Endpoint route) {
    Optional<ErrorCode> expected = Optional.ofNullable(expected(route).ofAnother());
    for (String id : List.of("x", "proj_%00", "%27%20or%201=1", "proj_" + "0".repeat(26))) {
      String path = route.path().replaceAll(":\\w+", id);

      Reply reply = call(owner, at(path, route), route);

      expected.ifPresent(code -> assertThat(reply.status()).isEqualTo(404));
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whatIsForOperatorsIsForNobodyElse(Endpoint route) {
    if (expected(route).forOperators()) {
      for (ApiClient caller : List.of(owner, member, viewer, stranger)) {
        call(caller, route).isError(ErrorCode.OPERATOR_REQUIRED);
      }
    }
  }

  /** Those for which it matters whose the account is, and which role somebody has in it. */
  private Stream<Endpoint> routesOfAccounts() {
    return routes().filter(route -> !expected(route).forOperators());
  }

  private Stream<Endpoint> routes() {
    return gateway.gateway().endpoints("management").stream()
        .filter(endpoint -> endpoint.access() == Access.USER);
  }

  private static Endpoint at(String path, Endpoint route) {
    return new Endpoint(route.method(), path, route.access(), route.openEnded(), route.handler());
  }

  private Reply call(ApiClient client, Endpoint route) {
    return call(client, route, route);
  }

  private Reply call(ApiClient client, Endpoint route, Endpoint expectedAs) {
    return send(client.request(route.method(), path(route)), expected(expectedAs).body());
  }

  private Reply callOnce(ApiClient client, Endpoint route) {
    return send(
        client.request(route.method(), path(route)).putHeader("idempotency-key", route.path()),
        named("kept").encode());
  }

  private static Reply send(HttpRequest<Buffer> request, @Nullable String body) {
    return done(
        body == null
            ? request.send().map(Reply::new)
            : ApiClient.send(request, new JsonObject(body)));
  }

  private String path(Endpoint route) {
    String path = route.path();
    for (Map.Entry<String, String> id : ids.entrySet()) {
      path = path.replace(":" + id.getKey(), id.getValue());
    }
    return path;
  }

  private static Expectation expected(Endpoint route) {
    return EXPECTED.of(ExpectedRoutes.name("management", route));
  }

  private ApiClient principal(JsonObject signup, Role role) {
    Principal principal =
        new Principal(
            new IdSource(InstantSource.system()).next("prn"),
            signup.getJsonObject("account").getString("id"),
            role.wireName() + "-of-" + signup.getJsonObject("principal").getString("email"),
            role.wireName(),
            role,
            Instant.now(),
            1);
    done(new SqlPrincipalStore(database).insert(new Credential(principal, "")));
    return anyone.with(OwnTokens.issue(SECRET, InstantSource.system(), principal.id()));
  }

  private String newKey(String project) {
    return owner.post("/v1/projects/" + project + "/api-keys", named("key")).json().getString("id");
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }
}
