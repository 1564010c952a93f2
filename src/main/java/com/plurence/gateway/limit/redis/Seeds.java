package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.SpentSums.Spent;
import com.plurence.gateway.limit.redis.Deadlines.Wait;
import com.plurence.gateway.limit.redis.script.Keys;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Scripts;
import com.plurence.gateway.limit.redis.script.SharedClock;
import com.plurence.gateway.limit.redis.script.Times;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells Redis what records say of sums that it does not know, each scope once at a time. Of one
 * event loop.
 */
final class Seeds implements Batch.Unknown {
  private static final Duration PATIENCE = Duration.ofMillis(250);

  /** After records could not be read, so that not every request tries to. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Scripts scripts;
  private final SharedClock clock;
  private final SpentSums sums;
  private final Deadlines patience;
  private final Map<String, Reading> readings = new HashMap<>();
  private long pausedUntil = System.nanoTime();

  /** Records of one scope that are being read. */
  private static final class Reading {
    private final Future<Void> over;
    private boolean sent;
    private long requests;
    private long tokens;
    private long nanoUsd;

    private Reading(Future<Void> over) {
      this.over = over;
    }
  }

  Seeds(Vertx vertx, Scripts scripts, SharedClock clock, SpentSums sums) {
    this.patience = new Deadlines(vertx, PATIENCE);
    this.scripts = scripts;
    this.clock = clock;
    this.sums = sums;
  }

  /** Completes when Redis knows what {@code unknown} are about; fails if that takes too long. */
  Future<Void> sow(List<Bound> unknown, long millis) {
    if (pausedUntil - System.nanoTime() > 0) {
      return Future.failedFuture("records could not be read a moment ago");
    }
    Set<Scope> wanted = new LinkedHashSet<>();
    unknown.forEach(bound -> wanted.add(bound.scope()));
    List<Scope> missing =
        wanted.stream().filter(scope -> !readings.containsKey(Keys.of(scope))).toList();
    if (!missing.isEmpty()) {
      read(missing, millis);
    }
    List<Future<Void>> all =
        wanted.stream()
            .map(scope -> readings.get(Keys.of(scope)))
            .filter(Objects::nonNull)
            .map(reading -> reading.over)
            .toList();
    return inTime(Future.all(all))
        .onFailure(late -> pausedUntil = System.nanoTime() + PAUSE.toNanos());
  }

  private Future<Void> inTime(Future<?> reading) {
    Promise<Void> known = Promise.promise();
    Wait wait = patience.start(() -> known.fail("records were not read in time"));
    reading.onComplete(
        over -> {
          if (wait.end()) {
            known.handle(over.mapEmpty());
          }
        });
    return known.future();
  }

  /** What the records that are being read do not tell is added to them, if it comes in time. */
  @Override
  public boolean isMissed(String key, long requests, long tokens, long nanoUsd) {
    Reading reading = readings.get(key);
    if (reading == null || reading.sent) {
      return reading != null;
    }
    reading.requests += requests;
    reading.tokens += tokens;
    reading.nanoUsd += nanoUsd;
    return false;
  }

  private void read(List<Scope> scopes, long millis) {
    Promise<Void> over = Promise.promise();
    scopes.forEach(scope -> readings.put(Keys.of(scope), new Reading(over.future())));
    sums.of(scopes, Instant.ofEpochMilli(millis))
        .compose(spent -> seed(scopes, spent, Math.floorDiv(millis, 1_000)))
        .onComplete(known -> scopes.forEach(scope -> readings.remove(Keys.of(scope))))
        .onComplete(over);
  }

  private Future<Void> seed(List<Scope> scopes, List<Spent> spent, long second) {
    List<String> keys = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    arguments.add(clock.argument());
    for (int i = 0; i < scopes.size(); i++) {
      String key = Keys.of(scopes.get(i));
      keys.add(key);
      Reading reading = readings.get(key);
      if (reading != null) {
        reading.sent = true;
        add(arguments, Integer.toString(i + 1), second, spent.get(i), reading);
      }
    }
    keys.add(Keys.account(scopes.get(0).accountId()));
    return scripts.run(Script.SEED, keys, arguments).mapEmpty();
  }

  private static void add(
      List<String> arguments, String place, long second, Spent sum, Reading since) {
    long day = Times.day(second);
    long month = Times.month(second);
    add(arguments, place, "d", day, sum.requestsOfDay() + since.requests);
    add(arguments, place, "e", day, sum.nanoUsdOfDay() + since.nanoUsd);
    add(arguments, place, "m", month, sum.tokensOfMonth() + since.tokens);
    add(arguments, place, "f", month, sum.nanoUsdOfMonth() + since.nanoUsd);
  }

  private static void add(
      List<String> arguments, String place, String letter, long period, long value) {
    arguments.add(place);
    arguments.add(letter);
    arguments.add(Long.toString(period));
    arguments.add(Long.toString(value));
  }
}
