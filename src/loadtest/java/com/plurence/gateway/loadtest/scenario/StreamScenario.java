package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.bench.Pause;
import com.plurence.gateway.loadtest.bench.Sample;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Bodies;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Requests;
import com.plurence.gateway.loadtest.wire.StreamLoad;
import com.plurence.gateway.loadtest.wire.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many event streams at once.
 *
 * @param chunks of each stream
 * @param interval between the chunks of one
 * @param ramp over which they are opened
 * @param residentBefore KiB that each target had before its first streams: a process seldom gives
 *     back what it had, so that later rounds would seem to cost nothing
 */
record StreamScenario(
    String name,
    String title,
    int streams,
    int chunks,
    Duration interval,
    Duration ramp,
    Duration window,
    Map<String, Long> residentBefore)
    implements Scenario {
  private static final int WARM_STREAMS = 200;
  private static final Duration WARM_RAMP = Duration.ofMillis(200);
  private static final Duration WARM_SLICE = Duration.ofSeconds(3);

  static StreamScenario busy(Options options) {
    return new StreamScenario(
        "streams",
        "200 streams of 100 chunks, one per 10 ms",
        200,
        100,
        Duration.ofMillis(10),
        Duration.ofSeconds(1),
        options.duration(),
        new HashMap<>());
  }

  static StreamScenario slow(Options options) {
    Duration interval = Duration.ofSeconds(2);
    return new StreamScenario(
        "slow",
        "5,000 streams, one chunk per 2 s each",
        5_000,
        1_000,
        interval,
        interval.multipliedBy(2),
        options.duration().plus(interval.multipliedBy(2)),
        new HashMap<>());
  }

  /** With streams that come and go, as {@link UnaryScenario#warm} does with requests. */
  @Override
  public void warm(Bench bench, Target target) {
    long slices = Math.max(1, bench.warmUp(target).dividedBy(WARM_SLICE));
    for (long slice = 0; slice < slices; slice++) {
      StreamLoad load = load(bench, target);
      Bench.await(load.open(Math.min(streams, WARM_STREAMS), WARM_RAMP), Pace.PATIENCE);
      Pause.of(WARM_SLICE.minus(WARM_RAMP));
      Bench.await(load.close(), Pace.PATIENCE);
    }
    Pause.of(Duration.ofSeconds(1));
  }

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    StreamLoad load = load(bench, target);
    long before =
        residentBefore.computeIfAbsent(target.name(), first -> target.use().residentKib());
    Bench.await(load.open(streams, ramp), ramp.plus(Pace.PATIENCE));
    Pause.of(interval.plusMillis(200));
    Sample sample = Sample.begin(target, bench.options());
    Tally tally = Bench.await(load.measure(window), window.plus(Pace.PATIENCE));
    Sample.Used used = sample.end();
    Bench.await(load.close(), Pace.PATIENCE);
    return List.of(measurement(target, round, tally, used, before));
  }

  private StreamLoad load(Bench bench, Target target) {
    Map<String, String> script = new LinkedHashMap<>();
    script.put("x-demo-clock", "true");
    script.put("x-demo-chunks", Integer.toString(chunks));
    script.put("x-demo-interval", Long.toString(interval.toMillis()));
    Requests requests =
        Requests.of(target.uri(), bench.keys(), script, Bodies.stream(bench.model()));
    return new StreamLoad(bench.engine(), target.uri(), requests, chunks);
  }

  private Measurement measurement(
      Target target, int round, Tally tally, Sample.Used used, long kibBefore) {
    double grown = target.use().known() ? used.residentMib() * 1024 - kibBefore : 0;
    return new Measurement(
        name,
        streams + " streams",
        0,
        target.name(),
        round,
        "chunk",
        tally.chunks() / used.seconds(),
        used.cpuMicros() / Math.max(1, tally.chunks()),
        used.residentMib(),
        grown / streams,
        tally.latency(),
        tally.firstToken(),
        tally.gap(),
        tally.delay(),
        tally.lateness(),
        tally.chunks() / (double) Math.max(1, tally.reads()),
        Map.copyOf(tally.outcomes()),
        tally.wrong(),
        0,
        used.loadIdle());
  }
}
