package com.plurence.gateway.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.Gateway;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.Replicas;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A limit that is changed at one gateway holds at the other. */
final class LimitReplicasTest {
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Replicas replicas;

  @BeforeAll
  static void start() {
    replicas = Replicas.start();
  }

  @AfterAll
  static void stop() {
    replicas.stop();
  }

  @Test
  void aChangeHoldsAtTheOtherWithinASecond() {
    JsonObject key = replicas.newKey();
    assertThat(isRefused(replicas.second(), key)).isFalse();

    limit(key, "rpm", 0);

    assertThat(isRefused(replicas.first(), key)).isTrue();
    await().atMost(AT_MOST).until(() -> isRefused(replicas.second(), key));
    limit(key, "rpm", null);
    await().atMost(AT_MOST).until(() -> !isRefused(replicas.second(), key));
  }

  @Test
  void aProjectMadeWithLimitsHasThemAtTheOther() {
    String project =
        replicas
            .owner()
            .post(
                "/v1/projects",
                new JsonObject()
                    .put("name", "limited")
                    .put("limits", new JsonObject().put("rpd", 0)))
            .json()
            .getString("id");
    JsonObject key =
        replicas
            .owner()
            .post("/v1/projects/" + project + "/api-keys", new JsonObject().put("name", "k"))
            .json();

    await()
        .atMost(AT_MOST)
        .untilAsserted(
            () ->
                replicas
                    .chat(replicas.second(), key.getString("key"))
                    .isError(ErrorCode.LIMIT_RPD));
  }

  @Test
  void whatIsChangedWhileAGatewayIsCutOffHoldsThereAfterwards() {
    JsonObject key = replicas.newKey();
    assertThat(isRefused(replicas.second(), key)).isFalse();
    replicas.cable().cut();
    await().atMost(SOON).until(() -> !replicas.secondHasStore());

    limit(key, "rpm", 0);
    assertThat(isRefused(replicas.second(), key)).isFalse();
    replicas.cable().mend();

    await().atMost(SOON).until(() -> isRefused(replicas.second(), key));
  }

  private static boolean isRefused(Gateway gateway, JsonObject key) {
    int status = replicas.chat(gateway, key.getString("key")).status();
    assertThat(status).isIn(200, 429);
    return status == 429;
  }

  private static void limit(JsonObject key, String dimension, @Nullable Integer most) {
    String path = replicas.keys() + "/" + key.getString("id") + "/limits";
    assertThat(replicas.owner().patch(path, new JsonObject().put(dimension, most)).status())
        .isEqualTo(200);
  }
}
