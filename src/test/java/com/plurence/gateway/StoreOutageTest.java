package com.plurence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.ApiClient;
import com.plurence.gateway.testing.ApiClient.Reply;
import com.plurence.gateway.testing.Replicas;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway whose store goes away, and comes back. */
final class StoreOutageTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Replicas replicas;

  @BeforeAll
  static void start() {
    replicas = Replicas.start();
  }

  @AfterEach
  void mend() {
    replicas.cable().mend();
    await().atMost(SOON).until(() -> replicas.readinessOfSecond() == 200);
  }

  @AfterAll
  static void stop() {
    replicas.stop();
  }

  @Test
  void withoutItsStoreAGatewayServesTheKeysItKnows() {
    String known = replicas.newKey().getString("key");
    replicas.chat(replicas.second(), known);
    replicas.cable().cut();

    await().atMost(SOON).until(() -> replicas.readinessOfSecond() == 503);
    Reply ofKnown = replicas.chat(replicas.second(), known);

    assertThat(ofKnown.status()).isEqualTo(200);
    replicas
        .chat(replicas.second(), "plr_live_" + "u".repeat(43))
        .isError(ErrorCode.STORE_UNAVAILABLE);
    replicas.ownerAtSecond().get("/v1/projects").isError(ErrorCode.STORE_UNAVAILABLE);
  }

  @Test
  void whatIsTriedWithoutAStoreIsNoGuess() {
    ApiClient atSecond = replicas.ownerAtSecond().with("");
    JsonObject signin =
        new JsonObject()
            .put("grant_type", "password")
            .put("email", "owner@example.com")
            .put("password", "correct horse");
    replicas.cable().cut();
    await().atMost(SOON).until(() -> replicas.readinessOfSecond() == 503);
    for (int i = 0; i < 12; i++) {
      atSecond.post("/v1/signins", signin).isError(ErrorCode.STORE_UNAVAILABLE);
    }

    replicas.cable().mend();

    await().atMost(SOON).until(() -> atSecond.post("/v1/signins", signin).status() == 200);
  }

  @Test
  void aGatewayIsReadyAgainWithoutARestart() {
    replicas.cable().cut();
    await().atMost(SOON).until(() -> replicas.readinessOfSecond() == 503);

    replicas.cable().mend();

    await().atMost(SOON).until(() -> replicas.readinessOfSecond() == 200);
    assertThat(replicas.ownerAtSecond().get("/v1/projects").status()).isEqualTo(200);
  }

  @Test
  void aKeyRemovedWhileAGatewayWasCutOffStopsWorkingThere() {
    JsonObject key = replicas.newKey();
    replicas.chat(replicas.second(), key.getString("key"));
    replicas.cable().cut();

    replicas.owner().delete(replicas.keys() + "/" + key.getString("id"));
    Reply meanwhile = replicas.chat(replicas.second(), key.getString("key"));
    replicas.cable().mend();

    assertThat(meanwhile.status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .until(() -> replicas.chat(replicas.second(), key.getString("key")).status() == 401);
    replicas.chat(replicas.second(), key.getString("key")).isError(ErrorCode.KEY_INVALID);
  }

  @Test
  void aStoreThatHangsIsToldOfAndKeepsNobodyWaiting() {
    String known = replicas.newKey().getString("key");
    replicas.chat(replicas.second(), known);
    replicas.cable().hold();

    long began = System.nanoTime();
    replicas
        .chat(replicas.second(), "plr_live_" + "h".repeat(43))
        .isError(ErrorCode.STORE_UNAVAILABLE);
    replicas.ownerAtSecond().get("/v1/projects").isError(ErrorCode.STORE_UNAVAILABLE);
    Duration waited = Duration.ofNanos(System.nanoTime() - began);

    assertThat(waited).isLessThan(SOON);
    assertThat(replicas.chat(replicas.second(), known).status()).isEqualTo(200);
    assertThat(replicas.readinessOfSecond()).isEqualTo(503);
  }

  @Test
  void aKeyRemovedWhileTheStoreHangsStopsWorkingAfterwards() {
    JsonObject key = replicas.newKey();
    replicas.chat(replicas.second(), key.getString("key"));
    replicas.cable().hold();
    await().atMost(SOON).until(() -> replicas.readinessOfSecond() == 503);

    replicas.owner().delete(replicas.keys() + "/" + key.getString("id"));
    replicas.cable().mend();

    await()
        .atMost(SOON)
        .until(() -> replicas.chat(replicas.second(), key.getString("key")).status() == 401);
  }
}
