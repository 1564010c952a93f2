package com.plurence.gateway.auth.key;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredKeysTest {
  private static final Instant START = Instant.ofEpochMilli(1_745_000_000_000L);
  private static final String UNKNOWN = "plr_live_" + "u".repeat(43);

  private final Vertx vertx = Vertx.vertx();
  private final FakeKeyStore store = new FakeKeyStore();
  private final AtomicLong now = new AtomicLong(START.toEpochMilli());
  private final StoredKeys keys =
      new StoredKeys(vertx, store, () -> Instant.ofEpochMilli(now.get()), 1000);
  private final KeyFeed.KeyChangeListener feed = keys.feedListener();
  private final List<String> revoked = new ArrayList<>();

  StoredKeysTest() {
    keys.onRevocation(revoked::add);
  }

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void keysOfTheStoreAreKnownWithoutAskingIt() {
    String key = store.add("one", null);
    done(keys.load());

    Caller.Application caller = done(keys.find(key));

    assertThat(caller.keyId()).isEqualTo("key_one");
    assertThat(store.finds()).isZero();
  }

  @Test
  void manyWhoPresentTheSameUnknownKeyAskTheStoreOnce() {
    String key = store.add("late", null);
    store.hold();

    List<Future<Caller.Application>> asked =
        IntStream.range(0, 1000).mapToObj(i -> keys.find(key)).toList();
    store.release();

    done(Future.all(asked));
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void anUnknownKeyIsAskedForAgainOnlyAfterAWhile() {
    failure(keys.find(UNKNOWN));
    failure(keys.find(UNKNOWN));
    int atOnce = store.finds();
    pass(Duration.ofSeconds(11));
    failure(keys.find(UNKNOWN));

    assertThat(atOnce).isEqualTo(1);
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void aFloodOfMadeUpKeysIsRefusedFromMemory() {
    String key = store.add("known", null);
    done(keys.load());

    List<Future<Caller.Application>> flood =
        random().mapToObj(i -> keys.find("plr_live_" + "f".repeat(20) + i)).toList();

    assertThat(flood).allSatisfy(one -> assertThat(failure(one)).isEqualTo(ErrorCode.KEY_INVALID));
    assertThat(store.finds()).isLessThanOrEqualTo(100);
    assertThat(done(keys.find(key)).keyId()).isEqualTo("key_known");
  }

  @Test
  void whoeverMayHaveMissedKeysDoesNotRefuseThemUnasked() {
    done(keys.load());
    feed.interrupted();

    List<Future<Caller.Application>> flood =
        random().mapToObj(i -> keys.find("plr_live_" + "f".repeat(20) + i)).toList();

    assertThat(failure(flood.get(0))).isEqualTo(ErrorCode.KEY_INVALID);
    assertThat(failure(flood.get(4999))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sk-123",
        "plr_live_",
        "plr_live_short",
        "plr_prod_abcdefghijklmnopqrstuvwxyz01"
      })
  void whatCannotBeAKeyNeverReachesTheStore(String text) {
    assertThat(failure(keys.find(text))).isEqualTo(ErrorCode.KEY_INVALID);
    assertThat(store.finds()).isZero();
  }

  @Test
  void aKeyWorksUntilTheSecondItExpires() {
    String key = store.add("expiring", START.plusSeconds(60));
    done(keys.load());

    pass(Duration.ofMillis(59_999));
    Caller.Application before = done(keys.find(key));
    pass(Duration.ofMillis(1));

    assertThat(before.keyId()).isEqualTo("key_expiring");
    assertThat(failure(keys.find(key))).isEqualTo(ErrorCode.KEY_EXPIRED);
  }

  @Test
  void withTheStoreDownKnownKeysWorkAndOthersAreNobodysFault() {
    String known = store.add("known", null);
    done(keys.load());
    String unheardOf = store.add("unheard", null);
    store.down(true);

    assertThat(done(keys.find(known)).keyId()).isEqualTo("key_known");
    assertThat(failure(keys.find(unheardOf))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    store.down(false);
    assertThat(done(keys.find(unheardOf)).keyId()).isEqualTo("key_unheard");
  }

  @Test
  void aStoreThatHangsKeepsNobodyWaiting() {
    store.hold();

    assertThat(failure(keys.find(UNKNOWN))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  @Test
  void aRemovedKeyStopsWorkingAtOnceAndItsUsersAreTold() {
    String key = store.add("removed", null);
    done(keys.load());

    store.rows.clear();
    feed.removed("key_removed", KeyHash.of(key));

    assertThat(failure(keys.find(key))).isEqualTo(ErrorCode.KEY_INVALID);
    assertThat(revoked).containsExactly("key_removed");
  }

  @Test
  void aKeyRemovedWhileItIsLookedUpIsNotLetIn() {
    String key = store.add("racing", null);
    store.hold();
    Future<Caller.Application> asked = keys.find(key);

    store.rows.clear();
    feed.removed("key_racing", KeyHash.of(key));
    store.release();

    assertThat(failure(asked)).isEqualTo(ErrorCode.KEY_INVALID);
    assertThat(failure(keys.find(key))).isEqualTo(ErrorCode.KEY_INVALID);
  }

  @Test
  void anAnswerFromBeforeAGapInTheFeedIsAskedForAgain() {
    String key = store.add("stale", null);
    store.hold();
    Future<Caller.Application> asked = keys.find(key);

    feed.interrupted();
    store.rows.clear();
    feed.resumed();
    store.release();

    assertThat(failure(asked)).isEqualTo(ErrorCode.KEY_INVALID);
    assertThat(store.finds()).isEqualTo(2);
  }

  @Test
  void aKeyMadeElsewhereIsKnownBeforeItIsFirstUsed() {
    done(keys.load());
    String key = store.add("elsewhere", null);

    feed.created(KeyHash.of(key));
    int asked = store.finds();

    assertThat(done(keys.find(key)).keyId()).isEqualTo("key_elsewhere");
    assertThat(asked).isEqualTo(1);
    assertThat(store.finds()).isEqualTo(1);
  }

  @Test
  void aGapInTheFeedIsMadeUpFor() {
    String removed = store.add("removed", null);
    done(keys.load());
    feed.interrupted();
    store.rows.clear();
    String made = store.add("made", null);

    feed.resumed();

    assertThat(failure(keys.find(removed))).isEqualTo(ErrorCode.KEY_INVALID);
    assertThat(done(keys.find(made)).keyId()).isEqualTo("key_made");
    assertThat(store.finds()).isZero();
    assertThat(revoked).containsExactly("key_removed");
  }

  @Test
  void moreKeysThanFitAreAskedForWhenTheyAreNeeded() {
    List<String> many = IntStream.range(0, 1500).mapToObj(i -> store.add("k" + i, null)).toList();
    done(keys.load());

    for (String key : many) {
      pass(Duration.ofMillis(100));
      assertThat(done(keys.find(key)).projectId()).isEqualTo("proj_1");
    }
    assertThat(store.finds()).isPositive();
  }

  @Test
  void useIsRecordedOnceForEachKeyThatWasUsed() {
    String used = store.add("used", null);
    store.add("unused", null);
    done(keys.load());
    done(keys.find(used));

    done(keys.recordUse());

    assertThat(store.uses).containsOnlyKeys("key_used").containsEntry("key_used", START);
  }

  @Test
  void answersArriveOnTheContextOfWhoeverAsked() {
    String key = store.add("shared", null);
    store.hold();
    List<Context> contexts = List.of(vertx.getOrCreateContext(), vertx.getOrCreateContext());

    List<Future<Boolean>> answers =
        contexts.stream()
            .map(
                context ->
                    Future.<Boolean>future(
                        promise ->
                            context.runOnContext(
                                there ->
                                    keys.find(key)
                                        .map(found -> Vertx.currentContext() == context)
                                        .onComplete(promise))))
            .toList();
    vertx.setTimer(50, later -> store.release());

    done(Future.all(answers));
    assertThat(answers).extracting(Future::result).containsOnly(true);
  }

  private static IntStream random() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    return new Random(seed).ints(5000, 100_000_000, 1_000_000_000);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }
}
