package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.key;
import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.limit.setting.OwnLimits;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.testing.Cable;
import com.plurence.gateway.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several gateways on one PostgreSQL, and a PostgreSQL that goes away. */
final class SharedStoreTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final Signup signup = signup("owner@example.com");
  private Cable cable;
  private Secret url;
  private Database near;
  private Database far;
  private RecordingListener heardFar;
  private AutoCloseable events;

  @BeforeEach
  void openTwice() {
    cable = done(Cable.to(vertx, TestPostgres.port()));
    url = TestPostgres.newDatabase();
    Future<Database> openingNear = Database.open(vertx, url);
    far = done(Database.open(vertx, TestPostgres.through(cable.port(), url)));
    near = done(openingNear);
    heardFar = new RecordingListener();
    KeyChanges changes = new KeyChanges(far);
    changes.subscribe(heardFar);
    events = PostgresEvents.start(far, changes);
    await().atMost(SOON).until(() -> heardFar.resumptions() == 1);
    done(new SqlAccountStore(near, new KeyChanges(near)).open(signup));
  }

  @AfterEach
  void close() throws Exception {
    events.close();
    done(near.close());
    done(far.close());
    done(vertx.close());
  }

  @Test
  void aKeyMadeAndRemovedByOneGatewayIsHeardOfByTheOther() {
    SqlApiKeyStore keys = new SqlApiKeyStore(near, new KeyChanges(near), new LimitChanges(near));
    ApiKey key = key(signup.firstProject().id());
    KeyHash hash = KeyHash.of("plr_live_shared");

    done(keys.insert(tenant(signup), key, hash, OwnLimits.NONE));
    done(keys.delete(tenant(signup), key.projectId(), key.id()));

    await().atMost(SOON).until(() -> heardFar.removed().contains(key.id()));
    assertThat(heardFar.created()).containsExactly(hash);
  }

  @Test
  void aBrokenFeedIsResumedAndSaysSo() {
    TestPostgres.breakConnections(url);

    await().atMost(SOON).until(() -> heardFar.resumptions() == 2);

    SqlApiKeyStore keys = new SqlApiKeyStore(far, new KeyChanges(far), new LimitChanges(far));
    ApiKey key = key(signup.firstProject().id());
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> done(keys.insert(tenant(signup), key, KeyHash.of("again"), OwnLimits.NONE)));
    await().atMost(SOON).until(() -> heardFar.created().contains(KeyHash.of("again")));
  }

  @Test
  void anUnreachableStoreIsAFailureOfItsOwnAndPasses() {
    SqlKeyStore keys = new SqlKeyStore(far, AuditConfig.Tier.METADATA);
    cable.cut();

    await()
        .atMost(SOON)
        .until(() -> failure(keys.find(KeyHash.of("any"))).equals(ErrorCode.STORE_UNAVAILABLE));
    boolean reachableWhileCut = far.reachable();
    cable.mend();

    await().atMost(SOON).until(far::reachable);
    assertThat(reachableWhileCut).isFalse();
    assertThat(done(keys.find(KeyHash.of("any")))).isEmpty();
  }

  @Test
  void aServerThatIsNotThereYetIsWaitedFor() {
    cable.cut();
    Future<Database> opening =
        Database.open(vertx, TestPostgres.through(cable.port(), TestPostgres.newDatabase()));
    vertx.setTimer(300, soon -> cable.mend());

    Database opened = done(opening);

    assertThat(opened.reachable()).isTrue();
    done(opened.close());
  }

  @Test
  void nobodyWaitsForAServerThatHangs() {
    SqlKeyStore keys = new SqlKeyStore(far, AuditConfig.Tier.METADATA);
    done(keys.find(KeyHash.of("any")));
    cable.hold();

    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(keys.find(KeyHash.of("any")));
    }

    await().atMost(SOON).until(() -> waiting.stream().allMatch(Future::isComplete));
    assertThat(waiting)
        .allSatisfy(one -> assertThat(failure(one)).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    assertThat(far.reachable()).isFalse();
    cable.mend();
    await().atMost(SOON).until(far::reachable);
    assertThat(done(keys.find(KeyHash.of("any")))).isEmpty();
  }

  @Test
  void aLoginThatIsRefusedIsSaidToBeAtOnce() {
    Secret stranger = new Secret(url.reveal().replace("//postgres:", "//nobody:"));

    assertThatThrownBy(() -> done(Database.open(vertx, stranger)))
        .hasMessageStartingWith("store.url: the database server refuses the login");
  }
}
