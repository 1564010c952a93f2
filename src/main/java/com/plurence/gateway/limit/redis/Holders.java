package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.redis.script.Keys;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Scripts;
import com.plurence.gateway.limit.redis.script.SharedClock;
import com.plurence.gateway.limit.redis.script.Times;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests of one event loop that are under way, and what they hold in Redis, which lapses
 * unless it is renewed.
 */
final class Holders {
  private final Scripts scripts;
  private final SharedClock clock;
  private final Set<RedisReservation> underWay = new HashSet<>();
  private volatile int count;

  Holders(Scripts scripts, SharedClock clock) {
    this.scripts = scripts;
    this.clock = clock;
  }

  void add(RedisReservation reservation) {
    underWay.add(reservation);
    count = underWay.size();
  }

  void remove(RedisReservation reservation) {
    underWay.remove(reservation);
    count = underWay.size();
  }

  /** How many requests are under way; on any thread. */
  int count() {
    return count;
  }

  /** One slot of what is held in a scope. */
  private record Slot(String key, String letter, long number) {}

  /**
   * Moves everything to where it lapses latest. If that fails it lapses earlier; the next time
   * moves what is left.
   */
  Future<Void> renew() {
    long second = clock.second();
    long target = Times.lapse(second);
    Map<String, Map<Slot, Long>> moves = new HashMap<>();
    for (RedisReservation reservation : underWay) {
      if (Times.isHeld(reservation.slot(), second) && reservation.slot() < target) {
        Map<Slot, Long> ofAccount =
            moves.computeIfAbsent(reservation.accountId(), id -> new LinkedHashMap<>());
        reservation.eachHold(
            (key, letter, amount) ->
                ofAccount.merge(new Slot(key, letter, reservation.slot()), amount, Long::sum));
        reservation.holdUntil(target);
      }
    }
    List<Future<Void>> calls = new ArrayList<>();
    moves.forEach((account, slots) -> calls.add(renew(account, target, slots)));
    return Future.join(calls).mapEmpty();
  }

  private Future<Void> renew(String account, long target, Map<Slot, Long> slots) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<String> arguments = new ArrayList<>();
    arguments.add(clock.argument());
    arguments.add(Long.toString(target));
    slots.forEach(
        (slot, amount) -> {
          Integer place = places.computeIfAbsent(slot.key(), key -> places.size() + 1);
          arguments.add(place.toString());
          arguments.add(slot.letter());
          arguments.add(Long.toString(slot.number()));
          arguments.add(amount.toString());
        });
    List<String> keys = new ArrayList<>(places.keySet());
    keys.add(Keys.account(account));
    return scripts.run(Script.RENEW, keys, arguments).mapEmpty();
  }

  /**
   * Holds again what does not stand in Redis any more, or never did.
   *
   * @param emptied whether nothing stands there
   * @param back whether Redis was away, so that what is held could not be renewed
   */
  void holdAgain(Settlements settlements, boolean emptied, boolean back) {
    if (!emptied && !back) {
      return;
    }
    long second = clock.second();
    for (RedisReservation reservation : underWay) {
      if (emptied || !Times.isHeld(reservation.slot(), second)) {
        long slot = Times.lapse(second);
        Batch batch = settlements.of(reservation.accountId());
        reservation.eachHold((key, letter, amount) -> batch.held(key, letter, slot, amount));
        reservation.holdUntil(slot);
      }
    }
  }
}
