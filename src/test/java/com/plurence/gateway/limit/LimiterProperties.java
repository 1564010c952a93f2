package com.plurence.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.limit.Dimension.Window;
import com.plurence.gateway.limit.LimiterModel.Request;
import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * What every limiter answers to whatever happens, step by step beside {@link LimiterModel}. A clock
 * that never steps back; see the examples for one that does.
 */
public abstract class LimiterProperties {
  private static final long[] PAUSES = {
    1, 400, 999, 1_000, 2_500, 5_000, 10_000, 29_999, 35_000, 40_000, 59_000, 60_000, 61_000
  };
  private static final String[] BEGINNINGS = {
    "2026-03-10T12:00:00.250Z",
    "2026-12-31T23:59:30Z",
    "2028-02-28T23:58:59.999Z",
    "2028-02-29T23:59:01Z"
  };

  /** The limiter; each try uses an account of its own. */
  protected abstract LimiterUnderTest limiter();

  /** What happens next; the numbers mean what the kind makes of them. */
  protected record Step(Kind kind, int which, int how) {}

  protected enum Kind {
    WAIT,
    ADMIT,
    SETTLE,
    RENEW,
    PEEK,
    TIDY,
    RESYNC
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(5, Kind.WAIT),
            Tuple.of(10, Kind.ADMIT),
            Tuple.of(7, Kind.SETTLE),
            Tuple.of(3, Kind.RENEW),
            Tuple.of(1, Kind.PEEK),
            Tuple.of(1, Kind.TIDY),
            Tuple.of(1, Kind.RESYNC));
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 999);
    return Combinators.combine(kinds, numbers, numbers).as(Step::new).list().ofMaxSize(120);
  }

  @Property
  protected void answers_as_a_list_of_all_events_does(
      @ForAll long seed, @ForAll("steps") List<Step> steps) {
    new Try(limiter(), new Random(seed)).play(steps);
  }

  /** One sequence of steps, by limiter and model. */
  private static final class Try {
    private final LimiterUnderTest limiter;
    private final LimiterModel model = new LimiterModel();
    private final List<LimitSet> sets;
    private final List<Reservation> reservations = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private long now;

    Try(LimiterUnderTest limiter, Random random) {
      this.limiter = limiter;
      this.sets = sets(random);
      advance(Instant.parse(BEGINNINGS[random.nextInt(BEGINNINGS.length)]).toEpochMilli());
      limiter.setRecords(
          (scopes, at) -> Future.succeededFuture(scopes.stream().map(model::spent).toList()));
      for (Scope scope : scopes()) {
        if (random.nextInt(4) == 0) {
          model.before(scope, new Spent(random.nextInt(20), random.nextInt(900), 40, 900));
        }
      }
    }

    private static List<LimitSet> sets(Random random) {
      String account = UUID.randomUUID().toString();
      List<Bound> widest = bounds(random, Scope.account(account));
      List<Bound> project = bounds(random, Scope.project(account, "p"));
      List<Bound> key = bounds(random, Scope.key(account, "k"));
      return List.of(
          set(account, widest, project, key, bounds(random, Scope.model(account, "p", "m"))),
          set(account, widest, project, key, bounds(random, Scope.model(account, "p", "n"))),
          set(account, widest, project, bounds(random, Scope.key(account, "l"))),
          set(account, widest, bounds(random, Scope.project(account, "q"))));
    }

    @SafeVarargs
    private static LimitSet set(String account, List<Bound>... bounds) {
      List<Bound> all = new ArrayList<>();
      for (List<Bound> some : bounds) {
        all.addAll(some);
      }
      return new LimitSet(account, all);
    }

    private static List<Bound> bounds(Random random, Scope scope) {
      Map<Dimension, Integer> sizes = new EnumMap<>(Dimension.class);
      sizes.put(Dimension.RPM, 12);
      sizes.put(Dimension.TPM, 1500);
      sizes.put(Dimension.RPD, 40);
      sizes.put(Dimension.TOKENS_PER_MONTH, 5000);
      sizes.put(Dimension.CONCURRENCY, 6);
      sizes.put(Dimension.USD_PER_DAY, 2000);
      sizes.put(Dimension.USD_PER_MONTH, 9000);
      List<Bound> bounds = new ArrayList<>();
      sizes.forEach(
          (dimension, size) -> {
            if (random.nextInt(5) < 2) {
              bounds.add(new Bound(scope, dimension, random.nextInt(size)));
            }
          });
      return bounds;
    }

    private List<Scope> scopes() {
      return sets.stream()
          .flatMap(set -> set.bounds().stream())
          .map(Bound::scope)
          .distinct()
          .toList();
    }

    void play(List<Step> steps) {
      for (Step step : steps) {
        play(step);
      }
      sets.forEach(this::peek);
    }

    private void play(Step step) {
      LimitSet limits = sets.get(step.which() % sets.size());
      switch (step.kind()) {
        case WAIT -> advance(pause(step));
        case ADMIT -> admit(limits, amounts(step.how()));
        case SETTLE -> settle(step);
        case RENEW -> {
          limiter.renew();
          model.renew();
        }
        case PEEK -> peek(limits);
        case TIDY -> limiter.tidy();
        case RESYNC -> resync(step.how());
      }
    }

    private long pause(Step step) {
      return switch (step.which() % 20) {
        case 0 -> model.edge(Window.DAY) - now - step.how() % 2;
        case 1 -> model.edge(Window.MONTH) - now - step.how() % 2;
        default -> PAUSES[step.how() % PAUSES.length];
      };
    }

    private void advance(long millis) {
      now += millis;
      limiter.setClock(now);
      model.setClock(now);
    }

    private static Amounts amounts(int how) {
      int tokens = how % 10 == 0 ? 2000 : how % 400;
      return new Amounts(tokens / 3, tokens, tokens / 3, tokens, how % 3 == 0);
    }

    private void admit(LimitSet limits, Amounts amounts) {
      List<Refusal> refusals = model.refusals(limits, amounts);
      Admission admission = limiter.admit(limits, amounts);
      if (refusals.isEmpty()) {
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        Reservation reservation = ((Admission.Admitted) admission).reservation();
        requests.add(model.admit(limits, amounts));
        reservations.add(reservation);
        assertThat(reservation.standings()).isEqualTo(model.peek(limits));
      } else {
        assertThat(admission).isEqualTo(new Admission.Refused(refusals, model.peek(limits)));
      }
    }

    /** Some are settled twice. */
    private void settle(Step step) {
      if (reservations.isEmpty()) {
        return;
      }
      int index = step.which() % reservations.size();
      Settlement used = used(step.how());
      limiter.settle(reservations.get(index), used);
      model.settle(requests.get(index), used);
    }

    private static Settlement used(int how) {
      return switch (how % 6) {
        case 0 -> Settlement.UNSENT;
        case 1 -> new Settlement(0, 0, true);
        case 2 -> new Settlement(how * 3L, how * 3L, true);
        default -> new Settlement(how % 400, how % 300, true);
      };
    }

    private void peek(LimitSet limits) {
      assertThat(limiter.peek(limits)).isEqualTo(model.peek(limits));
    }

    private void resync(int how) {
      List<Scope> scopes = scopes();
      if (!model.isBusy() && !scopes.isEmpty()) {
        Scope scope = scopes.get(how % scopes.size());
        limiter.resync(List.of(scope));
        model.resync(scope);
      }
    }
  }
}
