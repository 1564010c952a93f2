package com.plurence.gateway.acceptance.store;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnProcess;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway killed in the middle of its work. */
@Timeout(180)
final class CrashTest {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "correct horse battery";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CREATES = 1000;
  private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWithH2(@TempDir Path directory) throws Exception {
    nothingIsLost(directory, new Secret("h2:" + directory.resolve("plurence")));
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWithPostgres(@TempDir Path directory) throws Exception {
    nothingIsLost(directory, TestPostgres.newDatabase());
  }

  private void nothingIsLost(Path directory, Secret store) throws Exception {
    Set<String> acknowledged;
    try (OwnProcess gateway = start(directory, store)) {
      acknowledged = createUntilKilled(gateway);
    }

    Set<String> found;
    try (OwnProcess again = start(directory, store)) {
      found = everything(signedIn(again));
    }

    assertThat(acknowledged).hasSizeBetween(ACKNOWLEDGED_BEFORE_THE_KILL, CREATES - 1);
    assertThat(found).containsAll(acknowledged);
  }

  private static OwnProcess start(Path directory, Secret store) throws IOException {
    return GatewayUnderTest.with("store: { url: \"%s\" }".formatted(store.reveal()))
        .owner(EMAIL, PASSWORD)
        .startProcess("256m", directory);
  }

  private Set<String> createUntilKilled(OwnProcess gateway) throws InterruptedException {
    ApiClient owner = signedIn(gateway);
    String keys = keysOfFirstProject(owner);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    List<Future<Reply>> creates = new ArrayList<>();
    for (int i = 0; i < CREATES; i++) {
      String path = i % 2 == 0 ? "/v1/projects" : keys;
      Future<Reply> create =
          ApiClient.send(
              owner.request(HttpMethod.POST, path), new JsonObject().put("name", "made-" + i));
      creates.add(create.onSuccess(reply -> acknowledge(reply, acknowledged)));
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_KILL);
    gateway.close();
    gateway.exit();
    done(Future.join(creates).otherwiseEmpty());
    return acknowledged;
  }

  private static void acknowledge(Reply reply, Set<String> acknowledged) {
    if (reply.status() == 201) {
      acknowledged.add(reply.json().getString("id"));
    }
  }

  private ApiClient signedIn(OwnProcess gateway) {
    ApiClient anyone = ApiClient.of(vertx, gateway.port("management"));
    JsonObject signin =
        new JsonObject()
            .put("grant_type", "password")
            .put("email", EMAIL)
            .put("password", PASSWORD);
    return anyone.with(anyone.post("/v1/signins", signin).json().getString("access_token"));
  }

  private static String keysOfFirstProject(ApiClient owner) {
    JsonArray projects = owner.get("/v1/projects?slug=default").array();
    return "/v1/projects/" + projects.getJsonObject(0).getString("id") + "/api-keys";
  }

  private static Set<String> everything(ApiClient owner) {
    Set<String> ids = ids(owner, "/v1/projects");
    ids.addAll(ids(owner, keysOfFirstProject(owner)));
    return ids;
  }

  private static Set<String> ids(ApiClient owner, String path) {
    Set<String> ids = new HashSet<>();
    JsonArray page;
    do {
      page = owner.get(path + "?limit=100&order_asc=id&offset=" + ids.size()).array();
      page.forEach(item -> ids.add(((JsonObject) item).getString("id")));
    } while (page.size() == 100);
    return ids;
  }
}
