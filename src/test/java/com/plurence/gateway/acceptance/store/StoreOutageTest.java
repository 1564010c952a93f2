package com.plurence.gateway.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.Replicas;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
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
    await().atMost(SOON).until(replicas::secondHasStore);
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

    await().atMost(SOON).until(() -> !replicas.secondHasStore());
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
    await().atMost(SOON).until(() -> !replicas.secondHasStore());
    for (int i = 0; i < 12; i++) {
      atSecond.post("/v1/signins", signin).isError(ErrorCode.STORE_UNAVAILABLE);
    }

    replicas.cable().mend();

    await().atMost(SOON).until(() -> atSecond.post("/v1/signins", signin).status() == 200);
  }

  @Test
  void anOutageDegradesAndDoesNotMakeUnreadyOnAnyListener() {
    assertThat(replicas.metricsOfSecond()).contains("plurence_store_reachable 1.0");
    replicas.cable().cut();
    await().atMost(SOON).until(() -> !replicas.secondHasStore());

    for (String listener : List.of("gateway", "management", "ops")) {
      Reply degraded = replicas.readinessOfSecond(listener);
      assertThat(degraded.status()).isEqualTo(200);
      assertThat(degraded.text()).isEqualTo("{\"status\":\"degraded\",\"store\":\"unreachable\"}");
    }
    assertThat(replicas.metricsOfSecond()).contains("plurence_store_reachable 0.0");
  }

  @Test
  void aGatewayHasItsStoreAgainWithoutARestartAndTellsOnceEachWay() {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway.storage.database.Database")) {
      replicas.cable().cut();
      await().atMost(SOON).until(() -> !replicas.secondHasStore());

      replicas.cable().mend();

      await().atMost(SOON).until(replicas::secondHasStore);
      assertThat(replicas.ownerAtSecond().get("/v1/projects").status()).isEqualTo(200);
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0)).startsWith("store is unreachable");
      assertThat(log.lines().get(1)).startsWith("store is reachable again");
    }
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
    assertThat(replicas.secondHasStore()).isFalse();
  }

  @Test
  void aKeyRemovedWhileTheStoreHangsStopsWorkingAfterwards() {
    JsonObject key = replicas.newKey();
    replicas.chat(replicas.second(), key.getString("key"));
    replicas.cable().hold();
    await().atMost(SOON).until(() -> !replicas.secondHasStore());

    replicas.owner().delete(replicas.keys() + "/" + key.getString("id"));
    replicas.cable().mend();

    await()
        .atMost(SOON)
        .until(() -> replicas.chat(replicas.second(), key.getString("key")).status() == 401);
  }
}
