package com.plurence.gateway.storage;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.idempotency.IdempotencyKey;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.ResponseSeal;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.testing.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that are done once, by two gateways on one store of either kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdempotencyStoreTest {
  private static final int MIB = 1024 * 1024;
  private static final long MOST = 16L * MIB;

  private final Vertx vertx = Vertx.vertx();
  private final Map<StoreKind, Database> databases = new EnumMap<>(StoreKind.class);
  private final AtomicLong now = new AtomicLong(Things.NOW.toEpochMilli());
  private final AtomicInteger calls = new AtomicInteger();

  @BeforeAll
  void open(@TempDir Path directory) {
    for (StoreKind kind : StoreKind.values()) {
      databases.put(kind, done(Database.open(vertx, kind.newUrl(directory))));
    }
  }

  @AfterAll
  void close() {
    databases.values().forEach(database -> done(database.close()));
    done(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void theSecondGatewayAnswersWhatTheFirstHasDone(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");

    String first = done(ask(gateway(kind), key, this::answer));
    String second = done(ask(gateway(kind), key, this::answer));

    assertThat(second).isEqualTo("replayed " + first);
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void anotherRequestMayNotHaveTheKey(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    done(ask(gateway(kind), key, this::answer));

    Future<String> other =
        ask(gateway(kind), new IdempotencyKey("scope", key.key(), "another"), this::answer);

    assertThat(failure(other)).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED);
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void inAnotherScopeTheKeyIsAnotherOne(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    done(ask(gateway(kind), key, this::answer));

    String other =
        done(
            ask(
                gateway(kind),
                new IdempotencyKey("elsewhere", key.key(), "another"),
                this::answer));

    assertThat(other).doesNotContain("replayed");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void whatIsStillRunningIsNotDoneAgain(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    Promise<Void> begun = Promise.promise();
    Promise<String> slow = Promise.promise();
    Future<String> first =
        ask(
            gateway(kind),
            key,
            () -> {
              begun.complete();
              return slow.future();
            });
    done(begun.future());

    assertThat(failure(ask(gateway(kind), key, this::answer)))
        .isEqualTo(ErrorCode.IDEMPOTENT_REQUEST_RUNNING);

    slow.complete("slow");
    assertThat(done(first)).isEqualTo("slow");
    assertThat(done(ask(gateway(kind), key, this::answer))).isEqualTo("replayed slow");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void whatFailedMayBeDoneAgain(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    failure(
        ask(
            gateway(kind),
            key,
            () -> Future.failedFuture(ErrorCode.PROJECT_NAME_TAKEN.toException())));

    assertThat(done(ask(gateway(kind), key, this::answer))).doesNotContain("replayed");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void whatAGatewayBeganThatHasDiedIsDoneByAnother(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    claimed(kind, key);

    pass(Duration.ofMinutes(3));

    assertThat(done(ask(gateway(kind), key, this::answer))).doesNotContain("replayed");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void whatAGatewayIsStillAtWorkOnIsLeftToIt(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    IdempotentRequests slow = claimed(kind, key);

    pass(Duration.ofMinutes(3));
    done(slow.renewClaims());

    assertThat(failure(ask(gateway(kind), key, this::answer)))
        .isEqualTo(ErrorCode.IDEMPOTENT_REQUEST_RUNNING);
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void anAnswerIsForgottenAfterADay(StoreKind kind) {
    IdempotencyKey key = key("scope", "body");
    IdempotentRequests gateway = gateway(kind);
    done(ask(gateway, key, this::answer));

    pass(Duration.ofHours(23));
    String before = done(ask(gateway, key, this::answer));
    pass(Duration.ofHours(2));
    done(gateway.forgetOld());

    assertThat(before).startsWith("replayed");
    assertThat(rows(kind)).isZero();
    assertThat(done(ask(gateway, key, this::answer))).doesNotContain("replayed");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void anAnswerOfOneMebibyteIsKeptAndALargerOneIsNot(StoreKind kind) {
    IdempotencyKey fits = key("sizes", "body");
    IdempotencyKey tooLarge = key("sizes", "body");
    done(ask(gateway(kind), fits, () -> Future.succeededFuture("f".repeat(MIB))));
    String told =
        done(ask(gateway(kind), tooLarge, () -> Future.succeededFuture("l".repeat(MIB + 1))));

    assertThat(done(ask(gateway(kind), fits, this::answer))).hasSize("replayed ".length() + MIB);
    assertThat(told).startsWith("unkept l");
    assertThat(done(ask(gateway(kind), tooLarge, this::answer))).startsWith("answer");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void theOldestAnswersOfAProjectMakeRoomForItsNewest(StoreKind kind) {
    IdempotencyKey neighbour = key("neighbour", "body");
    done(ask(gateway(kind), neighbour, this::answer));
    IdempotentRequests gateway = gateway(kind);
    List<IdempotencyKey> keys = Stream.generate(() -> key("full", "body")).limit(20).toList();

    for (IdempotencyKey key : keys) {
      pass(Duration.ofSeconds(1));
      done(ask(gateway, key, () -> Future.succeededFuture("f".repeat(MIB))));
    }

    List<String> again =
        keys.stream()
            .map(key -> ask(gateway, key, () -> Future.failedFuture("gone")).otherwise("gone"))
            .map(Outcome::done)
            .map(answer -> answer.substring(0, 4))
            .toList();
    long kept = again.stream().filter("repl"::equals).count();
    assertThat(again.subList(0, 20 - (int) kept)).containsOnly("gone");
    assertThat(kept).isBetween(10L, 12L);
    assertThat(done(ask(gateway, neighbour, this::answer))).startsWith("replayed");
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void theStoreAloneKnowsNeitherKeysNorBodies(StoreKind kind) {
    IdempotencyKey key = key("secrets", "body");
    done(ask(gateway(kind), key, this::answer));

    Future<String> ofOtherSecret =
        ask(
            new IdempotentRequests(
                new SqlIdempotencyStore(database(kind), MOST),
                new ResponseSeal(new byte[33]),
                () -> Instant.ofEpochMilli(now.get())),
            key,
            this::answer);

    assertThat(done(ofOtherSecret)).startsWith("answer");
    List<String> fingerprints =
        done(
            database(kind)
                .transact(
                    sql ->
                        sql.list(
                            row -> row.getString("fingerprint"),
                            "select * from idempotent_request where scope = 'secrets'")));
    assertThat(fingerprints).hasSize(2).doesNotHaveDuplicates().doesNotContain("body");
  }

  /** A gateway that has begun, and is not done. */
  private IdempotentRequests claimed(StoreKind kind, IdempotencyKey key) {
    IdempotentRequests gateway = gateway(kind);
    Promise<Void> begun = Promise.promise();
    ask(
        gateway,
        key,
        () -> {
          begun.complete();
          return Promise.<String>promise().future();
        });
    done(begun.future());
    return gateway;
  }

  private IdempotentRequests gateway(StoreKind kind) {
    return new IdempotentRequests(
        new SqlIdempotencyStore(database(kind), MOST),
        new ResponseSeal(new byte[32]),
        () -> Instant.ofEpochMilli(now.get()));
  }

  private Database database(StoreKind kind) {
    return Objects.requireNonNull(databases.get(kind));
  }

  private static Future<String> ask(
      IdempotentRequests gateway, IdempotencyKey key, Supplier<Future<String>> work) {
    return gateway.once(key, work, new KeepingText());
  }

  private Future<String> answer() {
    return Future.succeededFuture("answer " + calls.incrementAndGet());
  }

  private void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }

  private long rows(StoreKind kind) {
    List<Long> count =
        done(
            database(kind)
                .transact(
                    sql ->
                        sql.list(
                            row -> row.getLong(1), "select count(*) from idempotent_request")));
    return count.get(0);
  }

  private static IdempotencyKey key(String scope, String fingerprint) {
    return new IdempotencyKey(scope, UUID.randomUUID().toString(), fingerprint);
  }
}
