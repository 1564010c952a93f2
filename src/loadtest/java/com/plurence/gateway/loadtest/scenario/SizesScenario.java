package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Sample;
import com.plurence.gateway.loadtest.bench.SystemCalls;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Bodies;
import com.plurence.gateway.loadtest.wire.Expected;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Requests;
import com.plurence.gateway.loadtest.wire.Tally;
import com.plurence.gateway.loadtest.wire.UnaryLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Small chats with whole responses of several sizes, in a closed loop: what a request costs depends
 * on what is answered. Where {@code strace} is there, also how often the server reads and writes
 * for one request, both sides together.
 */
record SizesScenario(Duration duration) implements Scenario {
  /** Bytes of the answer's text; the rest of a response is about 0.3 KiB more. */
  private static final List<Integer> SIZES = List.of(8, 700, 3_800, 65_200);

  private static final int CONNECTIONS = 64;
  private static final Duration WARM_SLICE = Duration.ofSeconds(1);
  private static final Duration COUNTED = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "sizes";
  }

  @Override
  public String title() {
    return "Whole responses of 0.3, 1, 4 and 64 KiB";
  }

  @Override
  public void warm(Bench bench, Target target) {
    long slices = Math.max(SIZES.size(), bench.warmUp(target).dividedBy(WARM_SLICE));
    for (int slice = 0; slice < slices; slice++) {
      run(bench, target, SIZES.get(slice % SIZES.size()), WARM_SLICE);
    }
  }

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    List<Measurement> measured = new ArrayList<>();
    for (int size : SIZES) {
      Sample sample = Sample.begin(target, bench.options());
      Tally tally = run(bench, target, size, duration);
      Sample.Used used = sample.end();
      String load = load(bench, size);
      Measurement one = UnaryScenario.measurement(name(), load, 0, target, round, tally, used);
      measured.add(round > 1 ? one : one.withSystemCalls(systemCalls(bench, target, size)));
    }
    return measured;
  }

  private static String load(Bench bench, int size) {
    return String.format(Locale.ROOT, "%.1f KiB", expected(bench, size).length() / 1024.0);
  }

  /** For one request; 0 where they can't be counted. */
  private static double systemCalls(Bench bench, Target target, int size) {
    if (!SystemCalls.canBeCounted() || !target.use().known()) {
      return 0;
    }
    try (SystemCalls calls = SystemCalls.count(target, bench.directory())) {
      Tally tally = run(bench, target, size, COUNTED);
      return (double) calls.stop() / Math.max(1, tally.requests());
    }
  }

  private static Tally run(Bench bench, Target target, int size, Duration duration) {
    Requests requests =
        Requests.of(target.uri(), bench.keys(), ofSize(size), Bodies.chat(bench.model(), 0));
    return Bench.await(
        UnaryLoad.run(
            bench.engine(),
            target.uri(),
            requests,
            expected(bench, size),
            Pace.closed(CONNECTIONS, duration)),
        duration.plus(Pace.PATIENCE.multipliedBy(2)));
  }

  private static Expected expected(Bench bench, int size) {
    return bench.expected(Bodies.chat(bench.model(), 0), ofSize(size), false);
  }

  private static Map<String, String> ofSize(int size) {
    return Map.of("x-demo-size", Integer.toString(size));
  }
}
