package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Refusal;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Times;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** What {@link Script#ADMIT} or {@link Script#PEEK} has answered. */
final class Answer {
  private static final int HEAD = 3;

  /** What became of the question. */
  enum Kind {
    REFUSED,
    ADMITTED,

    /** There are sums that nobody knows. */
    UNKNOWN
  }

  private final Kind kind;
  private final long[] numbers;

  private Answer(Kind kind, long[] numbers) {
    this.kind = kind;
    this.numbers = numbers;
  }

  static Answer of(Response response) {
    long[] numbers = new long[response.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = response.get(i).toLong();
    }
    return new Answer(Kind.values()[(int) numbers[0]], numbers);
  }

  Kind kind() {
    return kind;
  }

  /** What the clock of Redis showed, in milliseconds since 1970. */
  long millis() {
    return numbers[1];
  }

  /** The second of the account, which never steps back. */
  long second() {
    return numbers[2];
  }

  /** The limits whose sums are unknown. */
  List<Bound> unknown(LimitSet limits) {
    List<Bound> unknown = new ArrayList<>();
    for (int i = HEAD; i < numbers.length; i++) {
      unknown.add(limits.bounds().get((int) numbers[i]));
    }
    return unknown;
  }

  long used(int limit) {
    return numbers[HEAD + limit * width()];
  }

  long held(int limit) {
    return numbers[HEAD + limit * width() + 1];
  }

  private int width() {
    return kind == Kind.REFUSED ? 3 : 2;
  }

  /** How each limit stands. */
  List<Standing> standings(LimitSet limits) {
    List<Standing> standings = new ArrayList<>(limits.bounds().size());
    for (int i = 0; i < limits.bounds().size(); i++) {
      Bound bound = limits.bounds().get(i);
      standings.add(
          new Standing(
              bound,
              used(i),
              held(i),
              Math.max(0, bound.most() - used(i) - held(i)),
              Times.resetsAt(bound.dimension().window(), Math.max(millis(), second() * 1_000))));
    }
    return standings;
  }

  /** Every limit that refuses. */
  List<Refusal> refusals(LimitSet limits) {
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < limits.bounds().size(); i++) {
      long wait = numbers[HEAD + i * 3 + 2];
      if (wait >= 0) {
        refusals.add(new Refusal(limits.bounds().get(i), wait));
      }
    }
    return refusals;
  }
}
