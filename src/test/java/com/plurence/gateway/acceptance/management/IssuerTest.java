package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnTokens;
import com.plurence.gateway.testing.TokenIssuer;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway whose tokens another service issues. */
final class IssuerTest {
  private static final String SECRET = "a secret of at least 32 bytes, known here";
  private static final ECKey KEY = TokenIssuer.ec("key-1");

  private final Vertx vertx = Vertx.vertx();
  private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
  private volatile boolean holding;
  private HttpServer issuer;
  private GatewayUnderTest gateway;
  private ApiClient anyone;

  @BeforeEach
  void start() throws Exception {
    issuer = done(vertx.createHttpServer().requestHandler(this::publish).listen(0, "127.0.0.1"));
    String yaml =
        """
        listeners:
          gateway:    { host: 127.0.0.1, port: 0 }
          management: { host: 127.0.0.1, port: 0 }
          ops:        { host: 127.0.0.1, port: 0 }
        store: { url: "h2:mem" }
        auth:
          jwt: { secret: "%s" }
          issuer: { name: "%s", jwks_url: "http://127.0.0.1:%d/keys", audience: "%s" }
        """
            .formatted(SECRET, TokenIssuer.NAME, issuer.actualPort(), TokenIssuer.AUDIENCE);
    gateway =
        GatewayUnderTest.with(yaml).owner("owner@example.com", "correct horse battery").start();
    anyone = ApiClient.of(vertx, gateway.port("management"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    done(vertx.close());
  }

  @Test
  void itsTokensLetPeopleInWhoAreKnownHere() {
    Reply projects = anyone.with(tokenOf("Owner@example.com")).get("/v1/projects");

    assertThat(projects.status()).isEqualTo(200);
    assertThat(projects.array().getJsonObject(0).getString("slug")).isEqualTo("default");
  }

  @Test
  void whoeverItKnowsCanSignUpWithoutAPassword() {
    ApiClient ada = anyone.with(tokenOf("ada@example.com"));
    ada.get("/v1/projects").isError(ErrorCode.TOKEN_INVALID);

    Reply signup = ada.post("/v1/signups", new JsonObject().put("account_name", "Ada & Co"));

    assertThat(signup.status()).isEqualTo(201);
    assertThat(signup.json().containsKey("access_token")).isFalse();
    assertThat(signup.json().getJsonObject("principal").getString("email"))
        .isEqualTo("ada@example.com");
    assertThat(ada.get("/v1/accounts").array().getJsonObject(0).getString("name"))
        .isEqualTo("Ada & Co");
    anyone.post("/v1/signups", new JsonObject()).isError(ErrorCode.TOKEN_MISSING);
  }

  @Test
  void anAddressThatIsNotSaidToBeVerifiedLeadsToNobody() {
    String unsaid =
        TokenIssuer.token(KEY, claims("owner@example.com").claim("email_verified", null).build());
    ApiClient claimant = anyone.with(unsaid);
    claimant.get("/v1/projects").isError(ErrorCode.TOKEN_INVALID);

    Reply signup = claimant.post("/v1/signups", new JsonObject());
    String verified =
        TokenIssuer.token(KEY, claims("owner@example.com").subject("the owner").build());
    Reply owners = anyone.with(verified).get("/v1/projects");

    assertThat(signup.status()).isEqualTo(201);
    assertThat(owners.array().getJsonObject(0).getString("id"))
        .isNotEqualTo(signup.json().getJsonObject("project").getString("id"));
    anyone.with(verified).post("/v1/signups", new JsonObject()).isError(ErrorCode.EMAIL_TAKEN);
  }

  @Test
  void whoeverSignsUpWhileTheKeysAreFetchedIsAnswered() {
    holding = true;
    List<Future<Reply>> signups =
        List.of("ada@example.com", "bob@example.com").stream()
            .map(
                email ->
                    ApiClient.send(
                        anyone.with(tokenOf(email)).request(HttpMethod.POST, "/v1/signups"),
                        new JsonObject()))
            .toList();
    until(() -> !held.isEmpty());

    holding = false;
    held.forEach(this::publish);

    assertThat(signups).allSatisfy(signup -> assertThat(done(signup).status()).isEqualTo(201));
  }

  @Test
  void theGatewaysOwnTokensAreNone() {
    String own =
        OwnTokens.issue(new Secret(SECRET), InstantSource.system(), "prn_" + "0".repeat(26));

    anyone.with(own).get("/v1/projects").isError(ErrorCode.TOKEN_INVALID);
    anyone.post("/v1/signins", new JsonObject()).isError(ErrorCode.ROUTE_NOT_FOUND);
  }

  @Test
  void withoutItsKeysNobodyCanBeLetInAndNobodyIsToBlame() {
    done(issuer.close());

    Reply refused = anyone.with(tokenOf("owner@example.com")).get("/v1/projects");

    refused.isError(ErrorCode.ISSUER_UNAVAILABLE);
    assertThat(refused.header("retry-after")).isPresent();
  }

  private void publish(HttpServerRequest request) {
    if (holding) {
      held.add(request);
    } else {
      request.response().end(TokenIssuer.jwks(KEY));
    }
  }

  private static String tokenOf(String email) {
    return TokenIssuer.token(KEY, claims(email).build());
  }

  private static JWTClaimsSet.Builder claims(String email) {
    return TokenIssuer.claims(email, Instant.now().plusSeconds(600));
  }
}
