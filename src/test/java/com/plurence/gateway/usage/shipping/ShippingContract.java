package com.plurence.gateway.usage.shipping;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.usage.shipping.ShippingKit.records;
import static com.plurence.gateway.usage.shipping.ShippingKit.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums.Spent;
import com.plurence.gateway.storage.usage.SqlSpentSums;
import com.plurence.gateway.usage.SomeUsage;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.shipping.ShippingKit.Away;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of usage records, whichever database is behind the gateway. */
abstract class ShippingContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long MIB = 1024 * 1024;
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir private Path directory;
  private ShippingKit kit;

  /** The URL of a new, empty database. */
  abstract Secret newUrl(Path directory);

  @BeforeEach
  void open() {
    kit = new ShippingKit(directory, newUrl(directory));
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void everyRecordIsInTheStoreSoonAndInEverySum() throws IOException {
    UsageKeeper keeper = kit.keeper("a", 16 * MIB, kit.store());
    keeper.start();
    List<UsageRecord> kept = records(NOON.toEpochMilli(), 900, 8_000);

    kit.keep(keeper, kept);

    await().atMost(SOON).until(() -> keeper.waiting() == 0);
    assertRecords(kept);
    assertSumsEqual(kept);
    assertThat(kit.number("select count(*) from usage_hour")).isEqualTo(4);
    assertThat(kit.number("select sum(requests) from usage_latency where measure = 'latency'"))
        .isEqualTo(900);
    assertThat(kit.number("select sum(requests) from usage_latency where measure = 'ttft'"))
        .isEqualTo(600);
    ShippingKit.end(keeper);
  }

  @Test
  void whatComesAgainOrLateOrFromTwoGatewaysIsCountedOnceInItsOwnHour() {
    List<UsageRecord> one = records(NOON.toEpochMilli(), 300, 1_000);
    List<UsageRecord> other = records(NOON.toEpochMilli(), 300, 1_000);
    List<UsageRecord> late = records(NOON.toEpochMilli() - 50 * HOUR, 100, 1_000);
    List<UsageRecord> again = new ArrayList<>(one.subList(0, 200));
    again.addAll(late);
    again.addAll(late);

    done(
        Future.all(
            Stream.of(one, other, one, again, other.subList(10, 20), late)
                .map(kit.store()::add)
                .toList()));

    List<UsageRecord> all = new ArrayList<>(one);
    all.addAll(other);
    all.addAll(late);
    assertRecords(all);
    assertSumsEqual(all);
    assertThat(
            kit.number(
                "select sum(requests) from usage_hour where start_at = "
                    + (NOON.toEpochMilli() - 50 * HOUR)))
        .isEqualTo(100);
  }

  @Test
  void whatWasCommittedAndNotMarkedChangesNothingWhenItComesAgain() throws IOException {
    List<UsageRecord> kept = records(NOON.toEpochMilli(), 300, 1_000);
    UsageKeeper killed = kit.keeper("a", 16 * MIB, kit.store());
    kit.keep(killed, kept);
    done(kit.store().add(kept.subList(0, 200)));
    killed.close();

    UsageKeeper heir = kit.keeper("a", 16 * MIB, kit.store());
    heir.start();

    await().atMost(SOON).until(() -> heir.waiting() == 0);
    assertRecords(kept);
    assertSumsEqual(kept);
    ShippingKit.end(heir);
  }

  @Test
  void whileTheStoreIsAwayRecordsWaitThenLoseWhatTheyCanAndThenOnlyTheirRows() throws IOException {
    Away store = new Away(kit.store());
    store.away(true);
    UsageKeeper keeper = kit.keeper("a", MIB / 2, store);
    keeper.start();
    List<UsageRecord> kept = records(NOON.toEpochMilli(), 2_000, 1_000);
    for (int i = 0; i < 20; i++) {
      kit.keep(keeper, kept.subList(i * 100, (i + 1) * 100));
      await().atMost(SOON).until(() -> !keeper.spool().needsUpkeep());
    }
    long folded = keeper.folded();

    // Killed, and begun anew by somebody else, while the store is still away.
    await().atMost(SOON).until(() -> !keeper.isSaving());
    keeper.close();
    UsageKeeper heir = kit.keeper("a", MIB / 2, store);
    heir.start();
    store.away(false);

    await().atMost(SOON).until(() -> heir.waiting() == 0 && !heir.isFolding());
    List<UsageRecord> rows = kit.records();
    assertThat(folded).isBetween(500L, 1_900L);
    assertThat(rows).hasSize((int) (2_000 - folded));
    assertThat(rows.get(1).tags()).isNotEmpty();
    assertThat(rows.get(1).attemptLog()).isNotEmpty();
    assertThat(rows.get(rows.size() - 1).tags()).isEmpty();
    assertThat(rows.get(rows.size() - 1).attemptLog()).isEmpty();
    assertThat(kit.hours()).isEqualTo(tally(kept));
    ShippingKit.end(heir);
  }

  @Test
  void whatWasSpentIsKnownByScopeDayAndMonthOnceItIsShipped() throws IOException {
    UsageKeeper keeper = kit.keeper("a", 16 * MIB, kit.store());
    long now = NOON.toEpochMilli();
    kit.keep(
        keeper,
        List.of(
            SomeUsage.full(now),
            SomeUsage.full(now - 1),
            SomeUsage.full(now - 5 * 24 * HOUR),
            SomeUsage.full(now - 40 * 24 * HOUR)));
    SqlSpentSums sums = new SqlSpentSums(kit.vertx(), kit.database(), keeper::shipped, 500);

    List<Spent> spent =
        done(
            sums.of(
                List.of(
                    Scope.account("account"),
                    Scope.project("account", "project"),
                    Scope.key("account", "key"),
                    Scope.model("account", "project", "gpt-4o-mini"),
                    Scope.key("account", "another key"),
                    Scope.account("another account")),
                NOON));

    Spent all = new Spent(2, 2 * 123_456, 3 * 148 + 3 * 20 / 2, 3 * 123_456);
    assertThat(spent).containsExactly(all, all, all, all, Spent.NOTHING, Spent.NOTHING);
    ShippingKit.end(keeper);
  }

  @Test
  void whatIsTooOldIsForgottenAndNothingElse() {
    long day = 24 * HOUR;
    List<UsageRecord> old = records(NOON.toEpochMilli() - 90 * day, 1_500, 1_000);
    List<UsageRecord> recent = records(NOON.toEpochMilli() - 5 * day, 300, 1_000);
    done(kit.store().add(old));
    done(kit.store().add(recent));
    done(kit.store().prepare(NOON.minus(Duration.ofDays(90))));
    done(kit.store().prepare(NOON));

    done(kit.store().forget(NOON, Duration.ofDays(45), Duration.ofDays(100)));

    assertRecords(recent);
    List<UsageRecord> all = new ArrayList<>(old);
    all.addAll(recent);
    assertThat(kit.hours()).isEqualTo(tally(all));
    assertThat(kit.number("select count(*) from usage_minute")).isZero();
    done(kit.store().forget(NOON, Duration.ofDays(45), Duration.ofDays(20)));
    assertThat(kit.hours()).isEqualTo(tally(recent));
  }

  private void assertSumsEqual(List<UsageRecord> records) {
    assertThat(kit.hours()).isEqualTo(tally(records));
    assertThat(kit.minutes()).isEqualTo(tally(records));
  }

  /** The store has each of {@code records} once, and nothing else. */
  private void assertRecords(List<UsageRecord> records) {
    List<UsageRecord> found = kit.records();
    assertThat(found.size()).isEqualTo(records.size());
    assertThat(new HashSet<>(found).equals(new HashSet<>(records))).isTrue();
  }

  /** The kit of this test. */
  ShippingKit kit() {
    return kit;
  }
}
