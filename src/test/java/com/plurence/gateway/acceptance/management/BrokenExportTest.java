package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.query.UsageTables;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.ApiClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports of which the store can tell only the beginning. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrokenExportTest {
  private static final String EXPORT = "/v1/usage/export?format=ndjson";

  /** Copies a record many times, each with an id of its own. */
  private static final String MANY_MORE =
      """
      create temporary table many as select * from usage_record where request_id = '%s';
      insert into usage_record
        select (r).* from (
          select jsonb_populate_record(many, jsonb_build_object(
            'request_id', gen_random_uuid(), 'timestamp', many.timestamp - n)) as r
          from many, generate_series(1, 40000) n) x;
      drop table many\
      """;

  private final Vertx vertx = Vertx.vertx();
  private final Secret store = TestPostgres.newDatabase();
  private GatewayUnderTest gateway;
  private Database database;
  private String token;

  @BeforeAll
  void start() {
    gateway = GatewayUnderTest.start("store: { url: \"%s\" }".formatted(store.reveal()));
    database = done(Database.open(vertx, store));
    JsonObject signup =
        ApiClient.of(vertx, gateway.port("management")).signUp("owner@example.com").json();
    token = signup.getString("access_token");
    String one = new UsageTables(database).insertOne(signup);
    TestPostgres.run(store, MANY_MORE.formatted(one));
  }

  @AfterAll
  void stop() {
    done(database.close());
    gateway.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void anExportThatFailsOnItsWayIsBrokenOff(HttpVersion version) {
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setReceiveBufferSize(16 * 1024));
    AtomicBoolean broken = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();

    done(
        client
            .request(HttpMethod.GET, gateway.port("management"), "127.0.0.1", EXPORT)
            .compose(request -> request.putHeader("authorization", "Bearer " + token).send())
            .map(response -> readSlowly(response, broken, ended)));
    until(() -> broken.get() || ended.get());

    TestPostgres.run(store, "alter table elsewhere rename to usage_record");
    assertThat(broken).isTrue();
    done(client.close());
  }

  /** The table is gone from its first bytes on; what was read of it before fills the buffers. */
  private HttpClientResponse readSlowly(
      HttpClientResponse response, AtomicBoolean broken, AtomicBoolean ended) {
    return response
        .exceptionHandler(failure -> broken.set(true))
        .endHandler(end -> ended.set(true))
        .handler(
            first -> {
              response.pause().handler(more -> {});
              vertx.executeBlocking(this::hideRecords).onSuccess(hidden -> response.resume());
            });
  }

  private boolean hideRecords() {
    TestPostgres.run(store, "alter table usage_record rename to elsewhere");
    return true;
  }
}
