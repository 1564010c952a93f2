package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.redis.Batch.Sent;
import com.plurence.gateway.limit.redis.Batch.Unknown;
import com.plurence.gateway.limit.redis.script.Keys;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Scripts;
import com.plurence.gateway.limit.redis.script.SharedClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes the counts after admission: it waits in order, is summed for a moment, and is sent
 * again until Redis has answered, which ignores what it has seen. Of one event loop.
 */
final class Settlements {
  private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /** In one call, so that Redis never works on one for long. */
  private static final int MOST_CHANGES = 500;

  private final Vertx vertx;
  private final Scripts scripts;
  private final SharedClock clock;
  private final BooleanSupplier open;
  private final Unknown unknown;
  private final String writer = newWriter();
  private final Map<String, Account> accounts = new HashMap<>();
  private long sequence;
  private boolean scheduled;

  /**
   * @param open whether Redis may be written to at the moment; what comes meanwhile waits
   * @param unknown is told what could not be added
   */
  Settlements(
      Vertx vertx, Scripts scripts, SharedClock clock, BooleanSupplier open, Unknown unknown) {
    this.vertx = vertx;
    this.unknown = unknown;
    this.scripts = scripts;
    this.clock = clock;
    this.open = open;
  }

  private static String newWriter() {
    byte[] random = new byte[9];
    ThreadLocalRandom.current().nextBytes(random);
    return "w" + HexFormat.of().formatHex(random);
  }

  /** What belongs to one account. */
  private static final class Account {
    private final String key;
    private final Batch waiting = new Batch();
    private @Nullable Sent sent;
    private long sequence;
    private boolean underWay;

    private Account(String id) {
      this.key = Keys.account(id);
    }
  }

  /** The changes of {@code accountId} that are sent next; they are, soon. */
  Batch of(String accountId) {
    if (!scheduled && open.getAsBoolean()) {
      schedule(MOMENT);
    }
    return accounts.computeIfAbsent(accountId, Account::new).waiting;
  }

  private void schedule(Duration wait) {
    scheduled = true;
    vertx.setTimer(wait.toMillis(), over -> flush());
  }

  private void flush() {
    scheduled = false;
    if (open.getAsBoolean()) {
      List.copyOf(accounts.entrySet()).forEach(entry -> send(entry.getKey(), entry.getValue()));
    }
  }

  private void send(String id, Account account) {
    if (account.underWay) {
      return;
    }
    if (account.sent == null && account.waiting.isEmpty()) {
      accounts.remove(id);
      return;
    }
    transmit(account)
        .onSuccess(
            seen -> {
              if (!account.waiting.isEmpty() && !scheduled) {
                schedule(MOMENT);
              }
            })
        .onFailure(failure -> tryLater(failure));
  }

  private void tryLater(Throwable failure) {
    if (open.getAsBoolean() && !scheduled) {
      LOG.atWarn()
          .addKeyValue("problem", failure)
          .log("what was used can't be written to the shared state, and is written again");
      schedule(BETWEEN_TRIES);
    }
  }

  private Future<Void> transmit(Account account) {
    Sent next = account.sent;
    if (next == null) {
      account.waiting.prune(clock.second());
      next = account.waiting.take(MOST_CHANGES);
      account.sent = next;
      account.sequence = ++sequence;
    }
    List<String> keys = new ArrayList<>(next.keys());
    keys.add(account.key);
    List<String> arguments = new ArrayList<>(3 + next.arguments().size());
    arguments.add(clock.argument());
    arguments.add(writer);
    arguments.add(Long.toString(account.sequence));
    arguments.addAll(next.arguments());
    account.underWay = true;
    return scripts
        .run(Script.SETTLE, keys, arguments)
        .onComplete(answered -> account.underWay = false)
        .onSuccess(answer -> seen(account, answer))
        .mapEmpty();
  }

  private void seen(Account account, Response answer) {
    Sent sent = account.sent;
    account.sent = null;
    if (sent != null && answer.size() > 0) {
      List<Long> sums = answer.stream().map(Response::toLong).toList();
      sent.answered(sums, unknown, account.waiting);
    }
  }

  /** Keeps what waits small while it can't be sent. */
  void prune() {
    accounts.values().forEach(account -> account.waiting.prune(clock.second()));
  }

  /**
   * Redis was emptied while it was away: whoever asks first reads days and months from the records,
   * which tell of all that waits here.
   */
  void forgetSums() {
    for (Account account : accounts.values()) {
      account.waiting.forgetSums();
      if (!account.underWay) {
        account.sent = null;
      }
    }
  }

  /**
   * Sends everything that waits now, first of all what had no answer; fails if that can't be. What
   * comes meanwhile goes the usual way: under load there is always something.
   */
  Future<Void> sendAll() {
    List<Future<Void>> all = new ArrayList<>();
    accounts.values().forEach(account -> all.add(sendAll(account)));
    return Future.all(all)
        .onSuccess(
            sent -> {
              if (!scheduled) {
                schedule(MOMENT);
              }
            })
        .mapEmpty();
  }

  private Future<Void> sendAll(Account account) {
    if (account.underWay) {
      return Future.failedFuture("settlements are under way");
    }
    if (account.sent == null && account.waiting.isEmpty()) {
      return Future.succeededFuture();
    }
    boolean again = account.sent != null;
    Future<Void> sending = transmit(account);
    return again || !account.waiting.isEmpty()
        ? sending.compose(seen -> sendAll(account))
        : sending;
  }
}
