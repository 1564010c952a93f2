package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes to the counts of one account that wait to be sent, summed where they are about the same.
 * Of one event loop.
 */
final class Batch {
  /** One slot of a window of a scope. */
  private record Slot(String key, String letter, long number) {}

  /** The sums of a scope; days and months as in {@link #used}. */
  private record Sums(String key, long admitted, long day, long month) {}

  /** Who knows what is to become of what could not be added. */
  interface Unknown {
    /** Whether the same has to be added again to the scope with that key. */
    boolean isMissed(String key, long requests, long tokens, long nanoUsd);
  }

  private final Map<Slot, long[]> minutes = new LinkedHashMap<>();
  private final Map<Slot, long[]> holds = new LinkedHashMap<>();
  private final Map<Sums, long[]> sums = new LinkedHashMap<>();

  /** What was not known to Redis was taken in {@code second}; of no interest once that has left. */
  void spent(String key, String letter, long second, long amount) {
    minute(key, letter, second)[0] += amount;
  }

  /**
   * A request that was admitted in {@code second} has used more, or if negative less, than that.
   */
  void differs(String key, String letter, long second, long amount) {
    if (amount != 0) {
      minute(key, letter, second)[amount > 0 ? 1 : 2] += Math.abs(amount);
    }
  }

  private long[] minute(String key, String letter, long second) {
    return minutes.computeIfAbsent(new Slot(key, letter, second), made -> new long[3]);
  }

  /** What is held until {@code slot} is over becomes more or, if negative, less. */
  void held(String key, String letter, long slot, long amount) {
    if (amount != 0) {
      holds.computeIfAbsent(new Slot(key, letter, slot), made -> new long[1])[0] += amount;
    }
  }

  /**
   * What is used becomes more.
   *
   * @param admitted the day on which the requests were admitted
   * @param day on which the money was spent; 0 for that on which this arrives
   * @param month in which the tokens and the money were spent; 0 likewise
   */
  void used(
      String key, long admitted, long requests, long day, long month, long tokens, long nanoUsd) {
    long[] sum = sums.computeIfAbsent(new Sums(key, admitted, day, month), made -> new long[3]);
    sum[0] += requests;
    sum[1] += tokens;
    sum[2] += nanoUsd;
  }

  /** Drops what is used of days and months. */
  void forgetSums() {
    sums.clear();
  }

  boolean isEmpty() {
    return minutes.isEmpty() && holds.isEmpty() && sums.isEmpty();
  }

  /** Drops what is of no interest any more in {@code second}. */
  void prune(long second) {
    minutes
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().number() <= second - 2 * Times.SECONDS_OF_WINDOW
                    && entry.getValue()[1] == 0);
    holds.keySet().removeIf(slot -> !Times.isHeld(slot.number(), second));
  }

  /** Takes at most {@code most} changes out of this. */
  Sent take(int most) {
    Sent sent = new Sent();
    take(minutes, most, sent, "w");
    take(holds, most, sent, "h");
    Iterator<Map.Entry<Sums, long[]>> left = sums.entrySet().iterator();
    while (left.hasNext() && sent.changes < most) {
      Map.Entry<Sums, long[]> next = left.next();
      sent.add(next.getKey(), next.getValue());
      left.remove();
    }
    return sent;
  }

  private static void take(Map<Slot, long[]> from, int most, Sent sent, String kind) {
    Iterator<Map.Entry<Slot, long[]>> left = from.entrySet().iterator();
    while (left.hasNext() && sent.changes < most) {
      Map.Entry<Slot, long[]> next = left.next();
      sent.add(kind, next.getKey().key(), next.getKey().letter(), next.getKey().number());
      sent.add(next.getValue());
      left.remove();
    }
  }

  /** Changes as {@link Script#SETTLE} is told them. */
  static final class Sent {
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<Sums, long[]> sums = new LinkedHashMap<>();
    private int changes;

    private void add(Sums of, long[] used) {
      sums.put(of, used);
      add("s", of.key(), of.admitted(), used[0], of.day(), of.month());
      add(used[1], used[2]);
    }

    private void add(String kind, String key, Object... words) {
      changes++;
      arguments.add(kind);
      arguments.add(keys.computeIfAbsent(key, first -> Integer.toString(keys.size() + 1)));
      for (Object word : words) {
        arguments.add(word.toString());
      }
    }

    private void add(long... numbers) {
      Arrays.stream(numbers).mapToObj(Long::toString).forEach(arguments::add);
    }

    List<String> keys() {
      return List.copyOf(keys.keySet());
    }

    List<String> arguments() {
      return arguments;
    }

    /**
     * Redis could not add what it does not know; {@code later} is for what has to be sent again.
     *
     * @param answer for each of the sums: requests and money of the day, tokens and money of the
     *     month; -1 if unknown
     */
    void answered(List<Long> answer, Unknown unknown, Batch later) {
      int at = 0;
      for (Map.Entry<Sums, long[]> entry : sums.entrySet()) {
        List<Long> sum = answer.subList(at, at + 4);
        at += 4;
        if (sum.contains(-1L)) {
          long[] used = entry.getValue();
          long requests = sum.get(0) < 0 ? used[0] : 0;
          long tokens = sum.get(2) < 0 ? used[1] : 0;
          long nanoUsd = sum.get(1) < 0 || sum.get(3) < 0 ? used[2] : 0;
          Sums of = entry.getKey();
          if (unknown.isMissed(of.key(), requests, tokens, nanoUsd)) {
            later.used(of.key(), of.admitted(), requests, of.day(), of.month(), tokens, nanoUsd);
          }
        }
      }
    }
  }
}
