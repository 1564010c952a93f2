package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Sample;
import com.plurence.gateway.loadtest.bench.Setup;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Expected;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Requests;
import com.plurence.gateway.loadtest.wire.Tally;
import com.plurence.gateway.loadtest.wire.UnaryLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Whole responses, at one pace after the other. */
record UnaryScenario(
    String name, String title, Setup setup, List<Pace> paces, Function<Asking, Plan> plan)
    implements Scenario {
  private static final int WARM_CONNECTIONS = 32;
  private static final int WARM_RATE = 500;
  private static final Duration WARM_SLICE = Duration.ofSeconds(1);

  /** What the requests of one measurement are made from. */
  record Asking(Target target, List<String> keys, String model) {}

  /**
   * The requests of one measurement.
   *
   * @param body of each, for the answer to compare with
   * @param errorsAllowed whether a 500 is a response, too
   */
  record Plan(Requests requests, String body, boolean errorsAllowed) {}

  /**
   * In short slices, at full speed and at leisure in turn. A compiler that has seen no connection
   * come or go for half a minute drops what it made when the measurement opens its own, and a
   * gateway on one processor needs ten seconds to make it again.
   */
  @Override
  public void warm(Bench bench, Target target) {
    long slices = Math.max(1, bench.warmUp(target).dividedBy(WARM_SLICE));
    Plan made = plan(bench, target);
    for (long slice = 0; slice < slices; slice++) {
      boolean atLeisure = slice % 4 == 3;
      run(
          bench,
          target,
          made,
          atLeisure ? Pace.open(WARM_RATE, WARM_SLICE) : Pace.closed(WARM_CONNECTIONS, WARM_SLICE));
    }
  }

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    List<Measurement> measured = new ArrayList<>();
    for (Pace pace : paces) {
      Sample sample = Sample.begin(target, bench.options());
      Tally tally = run(bench, target, plan(bench, target), pace);
      measured.add(
          measurement(name, pace.toString(), pace.rate(), target, round, tally, sample.end()));
    }
    return measured;
  }

  private Plan plan(Bench bench, Target target) {
    return plan.apply(new Asking(target, bench.keys(), bench.model()));
  }

  private static Tally run(Bench bench, Target target, Plan made, Pace pace) {
    Expected expected = bench.expected(made.body(), made.errorsAllowed());
    return Bench.await(
        UnaryLoad.run(bench.engine(), target.uri(), made.requests(), expected, pace),
        pace.duration().plus(Pace.PATIENCE.multipliedBy(2)));
  }

  /** What a tally and what was used meanwhile say together, for each request. */
  static Measurement measurement(
      String scenario,
      String load,
      int rate,
      Target target,
      int round,
      Tally tally,
      Sample.Used used) {
    long all = tally.requests() + tally.wrong();
    return new Measurement(
        scenario,
        load,
        rate,
        target.name(),
        round,
        "request",
        tally.requests() / used.seconds(),
        used.cpuMicros() / Math.max(1, all),
        used.residentMib(),
        0,
        tally.latency(),
        tally.firstToken(),
        tally.gap(),
        tally.delay(),
        tally.lateness(),
        0,
        Map.copyOf(tally.outcomes()),
        tally.wrong(),
        0,
        used.loadIdle());
  }
}
