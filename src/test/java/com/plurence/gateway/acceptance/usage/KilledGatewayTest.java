package com.plurence.gateway.acceptance.usage;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.testing.Cable;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnProcess;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.Requests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is killed the moment the last byte of many responses has arrived. Of more of them,
 * and several times: {@code -Dplurence.kill.responses=1000 -Dplurence.kill.rounds=10}.
 */
@Timeout(600)
final class KilledGatewayTest {
  private static final int RESPONSES = Integer.getInteger("plurence.kill.responses", 120);
  private static final int ROUNDS = Integer.getInteger("plurence.kill.rounds", 1);
  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private final DemoProvider demo = done(DemoProvider.start(vertx, "demo", 0));
  private final HttpClient client =
      vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));

  @TempDir private Path directory;

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void hasARecordOfEveryResponseOnceWithH2() throws Exception {
    Secret store = new Secret("h2:" + directory.resolve("plurence"));
    List<String> answered = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      answered.addAll(answerAndKill(store));
      shipAndStop(store);
      assertRecords(store, answered);
    }
  }

  @Test
  void hasARecordOfEveryResponseOnceWithAPostgresThatIsAwayMeanwhile() throws Exception {
    Secret database = TestPostgres.newDatabase();
    Cable cable = done(Cable.to(vertx, TestPostgres.port()));
    Secret store = TestPostgres.through(cable.port(), database);
    List<String> answered = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (OwnProcess gateway = start(store)) {
        int port = gateway.port("gateway");
        answered.addAll(answer(port, 2));
        cable.cut();
        answered.addAll(answer(port, RESPONSES - 2));
        gateway.kill();
      }
      try (OwnProcess again = start(store)) {
        again.line("store does not answer yet");
        cable.mend();
        shipAndStop(again);
      }
      assertRecords(database, answered);
    }
  }

  private List<String> answerAndKill(Secret store) throws Exception {
    try (OwnProcess gateway = start(store)) {
      List<String> answered = answer(gateway.port("gateway"), RESPONSES);
      gateway.kill();
      return answered;
    }
  }

  private void shipAndStop(Secret store) throws Exception {
    try (OwnProcess again = start(store)) {
      shipAndStop(again);
    }
  }

  private static void shipAndStop(OwnProcess gateway) throws Exception {
    int ops = gateway.port("ops");
    await().atMost(PATIENCE).until(() -> metrics(ops).contains("plurence_spool_bytes 0.0"));
    gateway.signal("TERM");
    assertThat(gateway.exit()).isZero();
  }

  private static String metrics(int port) throws IOException {
    return RawClient.send(port, Requests.head("GET /metrics")).text();
  }

  private OwnProcess start(Secret store) throws IOException {
    return GatewayUnderTest.with(
            "store: { url: \"%s\" }".formatted(store.reveal()),
            "usage: { spool: { directory: \"%s\" } }".formatted(directory.resolve("spool")))
        .provider("m", "{ kind: openai, base_url: \"%s\", api_key: k }".formatted(demo.baseUrl()))
        .startProcess("256m", directory);
  }

  /** Their request ids, once the last byte of each has arrived. */
  private List<String> answer(int port, int count) {
    List<Future<String>> responses =
        IntStream.range(0, count).mapToObj(i -> ask(port, i % 2 == 0)).toList();
    await().atMost(PATIENCE).until(() -> responses.stream().allMatch(Future::isComplete));
    done(Future.all(responses));
    return responses.stream().map(Future::result).toList();
  }

  private Future<String> ask(int port, boolean stream) {
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", Requests.CHAT)
        .compose(
            request ->
                request
                    .putHeader("authorization", "Bearer " + GatewayUnderTest.KEY)
                    .putHeader("content-type", "application/json")
                    .send(Buffer.buffer(Requests.chatBody("m", stream))))
        .compose(
            response -> {
              String id = response.getHeader("x-request-id");
              return response
                  .body()
                  .onSuccess(
                      body -> assertThat(response.statusCode()).as(body.toString()).isEqualTo(200))
                  .map(id);
            });
  }

  private void assertRecords(Secret store, List<String> answered) {
    Database database = done(Database.open(vertx, store));
    try {
      List<String> kept =
          done(
              database.transact(
                  sql ->
                      sql.list(
                          row -> row.getString("request_id"),
                          "select request_id from usage_record where status = 200")));
      assertThat(kept).hasSameSizeAs(answered).containsExactlyInAnyOrderElementsOf(answered);
      for (String sums : List.of("usage_hour", "usage_minute")) {
        assertThat(number(database, "select sum(requests) from " + sums))
            .isEqualTo(answered.size());
        assertThat(number(database, "select sum(uncached_tokens + text_tokens) from " + sums))
            .isPositive()
            .isEqualTo(
                number(database, "select sum(uncached_tokens + text_tokens) from usage_record"));
      }
    } finally {
      done(database.close());
    }
  }

  private static long number(Database database, String query) {
    return done(database.transact(sql -> sql.one(row -> row.getLong(1), query).orElseThrow()));
  }
}
