package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Passwords, tokens and new keys are told to whom they belong, and to nobody else. */
final class ManagementCanaryTest {
  private static final String PASSWORD = "canary of the password";
  private static final String WRONG = "canary of a wrong password";
  private static final String EMAIL = "canary@example.com";

  @Test
  void neitherLogNorMetricNorErrorTellsASecretOfPeople() {
    Vertx vertx = Vertx.vertx();
    GatewayUnderTest gateway = GatewayUnderTest.start();
    StringBuilder seen = new StringBuilder();
    String token;
    String key;
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway", Level.TRACE);
        RecordedLog access = RecordedLog.of("access")) {
      ApiClient anyone = ApiClient.of(vertx, gateway.port("management"));

      Reply signup = anyone.post("/v1/signups", credentials(PASSWORD));
      token = signup.json().getString("access_token");
      ApiClient owner = anyone.with(token);
      String keys = "/v1/projects/" + id(signup.json().getJsonObject("project")) + "/api-keys";
      JsonObject made = owner.post(keys, new JsonObject().put("name", "k")).json();
      key = made.getString("key");
      seen.append(anyone.post("/v1/signups", credentials(PASSWORD)).text());
      seen.append(anyone.post("/v1/signins", signin(WRONG)).text());
      seen.append(anyone.post("/v1/signins", signin(PASSWORD).put("grant_type", PASSWORD)).text());
      seen.append(anyone.post("/v1/signups", credentials(PASSWORD).put("email", 5)).text());
      seen.append(anyone.with(token + "x").get("/v1/projects").text());
      seen.append(owner.post(keys, new JsonObject().put("name", 5).put("key", key)).text());
      seen.append(owner.get(keys).text());
      seen.append(owner.get("/v1/projects?" + token + "=" + PASSWORD.replace(' ', '+')).text());
      seen.append(owner.delete(keys + "/" + id(made)).text());
      seen.append(ApiClient.of(vertx, gateway.port("ops")).get("/metrics").text());
      gateway.close();
      seen.append(log.lines()).append(access.lines());
    } finally {
      done(vertx.close());
    }

    assertThat(seen).contains("request ", "/v1/projects/:projectId/api-keys");
    assertThat(seen).doesNotContain(PASSWORD, WRONG, token, key);
  }

  private static JsonObject credentials(String password) {
    return new JsonObject().put("email", EMAIL).put("password", password);
  }

  private static JsonObject signin(String password) {
    return credentials(password).put("grant_type", "password");
  }

  private static String id(JsonObject resource) {
    return resource.getString("id");
  }
}
