package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.bench.Sample;
import com.plurence.gateway.loadtest.bench.Setup;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Bodies;
import com.plurence.gateway.loadtest.wire.Expected;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Requests;
import com.plurence.gateway.loadtest.wire.Tally;
import com.plurence.gateway.loadtest.wire.UnaryLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One project asks as much as it can over many connections, more than the gateway can do; another a
 * fiftieth of twice what can be done: who is refused, and how much is still done.
 */
record UnfairScenario(Duration duration) implements Scenario {
  private static final int LOUDER = 50;
  private static final int TOO_MUCH = 2;
  private static final int CONNECTIONS = 64;

  /** Each asks again at once whatever it was told. */
  private static final int LOUD_CONNECTIONS = 500;

  private static final int BYTES = 1024;

  @Override
  public String name() {
    return "unfair";
  }

  @Override
  public String title() {
    return "Two projects, one of them fifty times as loud, at twice what can be done";
  }

  @Override
  public Setup setup() {
    return new Setup(2, 2, 1, "");
  }

  /** Nobody but the gateway knows projects. */
  @Override
  public boolean suits(String target) {
    return target.equals(Options.GATEWAY);
  }

  @Override
  public void warm(Bench bench, Target target) {
    most(bench, target, bench.options().warmUp());
  }

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    Sample sample = Sample.begin(target, bench.options());
    Tally most = most(bench, target, duration);
    Measurement alone =
        UnaryScenario.measurement(name(), "most", 0, target, round, most, sample.end());

    int quietRate = Math.max(1, (int) (TOO_MUCH * alone.perSecond() / (LOUDER + 1)));
    sample = Sample.begin(target, bench.options());
    CompletableFuture<Tally> loud =
        begin(bench, target, 0, Pace.closed(LOUD_CONNECTIONS, duration));
    CompletableFuture<Tally> quiet = begin(bench, target, 1, Pace.open(quietRate, duration));
    Duration longest = duration.plus(Pace.PATIENCE.multipliedBy(2));
    Tally ofLoud = Bench.await(loud, longest);
    Tally ofQuiet = Bench.await(quiet, longest);
    Sample.Used used = sample.end();
    return List.of(
        alone,
        UnaryScenario.measurement(name(), "loud, as it can", 0, target, round, ofLoud, used),
        UnaryScenario.measurement(
            name(), "quiet " + quietRate + "/s", quietRate, target, round, ofQuiet, used));
  }

  /** The most that the loud one gets done alone. */
  private static Tally most(Bench bench, Target target, Duration duration) {
    return Bench.await(
        begin(bench, target, 0, Pace.closed(CONNECTIONS, duration)),
        duration.plus(Pace.PATIENCE.multipliedBy(2)));
  }

  private static CompletableFuture<Tally> begin(Bench bench, Target target, int key, Pace pace) {
    String body = Bodies.chat(bench.model(), BYTES);
    Requests requests = Requests.of(target.uri(), List.of(bench.keys().get(key)), Map.of(), body);
    Expected expected = bench.expected(body, true);
    return UnaryLoad.run(bench.engine(), target.uri(), requests, expected, pace);
  }
}
