package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension.Window;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.redis.script.Keys;
import com.plurence.gateway.limit.redis.script.Letters;
import com.plurence.gateway.limit.redis.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A set of limits as the scripts see it, made once. Of one event loop. */
final class Plan {
  private static final long WITHOUT_LIMIT = 9_000_000_000_000_000L;

  private final LimitSet limits;
  private final LimitSet unlimited;
  private final List<Scope> scopes;
  private final List<String> keys = new ArrayList<>();
  private final String[] keyOf;
  private final Known[] known;
  private final RepeatedRefusal repeated;

  /**
   * @param known what is known of the sum of a day or month
   * @param repeated for how long a refusal may be given again
   */
  Plan(LimitSet limits, Function<Bound, Known> known, Duration repeated) {
    this.repeated = new RepeatedRefusal(repeated);
    List<Bound> bounds = limits.bounds();
    // A copy: a plan that held the set it is kept for would keep both for ever.
    this.limits = new LimitSet(limits.accountId(), bounds);
    this.unlimited = with(bound -> WITHOUT_LIMIT);
    LinkedHashSet<Scope> distinct = new LinkedHashSet<>();
    bounds.forEach(bound -> distinct.add(bound.scope()));
    this.scopes = List.copyOf(distinct);
    this.keyOf = new String[bounds.size()];
    this.known = new Known[bounds.size()];
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      keyOf[i] = Integer.toString(scopes.indexOf(bound.scope()) + 1);
      this.known[i] = known.apply(bound);
    }
    scopes.forEach(scope -> keys.add(Keys.of(scope)));
    keys.add(Keys.account(limits.accountId()));
  }

  private LimitSet with(ToLongFunction<Bound> most) {
    return new LimitSet(
        limits.accountId(),
        limits.bounds().stream()
            .map(bound -> new Bound(bound.scope(), bound.dimension(), most.applyAsLong(bound)))
            .toList());
  }

  LimitSet limits() {
    return limits;
  }

  /** The same counts with no limit to them. */
  LimitSet unlimited() {
    return unlimited;
  }

  /** Each once, the widest first. */
  List<Scope> scopes() {
    return scopes;
  }

  /** Those of the scopes, and that of the account. */
  List<String> keys() {
    return keys;
  }

  /** The refusal that may be repeated. */
  RepeatedRefusal repeated() {
    return repeated;
  }

  /** What {@link Script#ADMIT} and {@link Script#PEEK} are told. */
  List<String> arguments(String time, Amounts amounts) {
    List<Bound> bounds = limits.bounds();
    List<String> arguments = new ArrayList<>(1 + 4 * bounds.size());
    arguments.add(time);
    for (int i = 0; i < keyOf.length; i++) {
      Bound bound = bounds.get(i);
      arguments.add(keyOf[i]);
      arguments.add(Letters.of(bound.dimension()));
      arguments.add(Long.toString(bound.most()));
      arguments.add(Long.toString(amounts.of(bound)));
    }
    return arguments;
  }

  /** Remembers what Redis said, when this gateway by itself had counted {@code own}. */
  void heard(Answer answer, List<Standing> own) {
    for (int i = 0; i < known.length; i++) {
      Window window = limits.bounds().get(i).dimension().window();
      if (isSummed(window)) {
        Standing counted = own.get(i);
        known[i].heard(
            window,
            answer.second(),
            answer.used(i) + answer.held(i),
            counted.used() + counted.held());
      }
    }
  }

  /** The share of this gateway of each limit, as one of {@code replicas} that are on their own. */
  LimitSet shares(long second, int replicas) {
    List<Bound> bounds = limits.bounds();
    List<Bound> shares = new ArrayList<>(bounds.size());
    for (int i = 0; i < known.length; i++) {
      Bound bound = bounds.get(i);
      long most =
          isSummed(bound.dimension().window())
              ? known[i].most(bound, second, replicas)
              : Known.share(bound.most(), replicas);
      shares.add(new Bound(bound.scope(), bound.dimension(), most));
    }
    return new LimitSet(limits.accountId(), shares);
  }

  private static boolean isSummed(Window window) {
    return window == Window.DAY || window == Window.MONTH;
  }
}
