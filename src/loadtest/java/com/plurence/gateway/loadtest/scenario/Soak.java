package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.bench.Sample;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Bodies;
import com.plurence.gateway.loadtest.wire.Expected;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Requests;
import com.plurence.gateway.loadtest.wire.Tally;
import com.plurence.gateway.loadtest.wire.UnaryLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the gateway's heap grows: what is alive after full collections, before and after a load
 * that goes on. Takes minutes, by its duration: a smoke alarm, to be read over several lengths.
 */
record Soak() implements Scenario {
  private static final int CONNECTIONS = 64;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String title() {
    return "Heap alive before and after a long load";
  }

  @Override
  public boolean suits(String target) {
    return target.equals(Options.GATEWAY);
  }

  @Override
  public void warm(Bench bench, Target target) {
    Bodies.bothKinds(bench.model())
        .forEach(body -> run(bench, target, body, bench.options().warmUp()));
  }

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    List<Measurement> measured = new ArrayList<>();
    double alive = alive(bench, target);
    for (String body : Bodies.bothKinds(bench.model())) {
      Sample sample = Sample.begin(target, bench.options());
      Tally tally = run(bench, target, body, bench.options().duration());
      Sample.Used used = sample.end();
      double after = alive(bench, target);
      String load = "%,d answers, heap %.2f to %.2f MiB".formatted(tally.requests(), alive, after);
      measured.add(UnaryScenario.measurement(name(), load, 0, target, round, tally, used));
      alive = after;
    }
    return measured;
  }

  private static Tally run(Bench bench, Target target, String body, Duration duration) {
    Requests requests = Requests.of(target.uri(), bench.keys(), Map.of(), body);
    Expected expected = bench.expected(body, false);
    Pace pace = Pace.closed(CONNECTIONS, duration);
    return Bench.await(
        UnaryLoad.run(bench.engine(), target.uri(), requests, expected, pace),
        duration.plus(Pace.PATIENCE.multipliedBy(2)));
  }

  /** MiB of live objects, counted by the JVM itself after a full collection. */
  private static double alive(Bench bench, Target target) {
    String jcmd = Path.of(bench.options().java()).resolveSibling("jcmd").toString();
    String pid = Long.toString(target.use().pids().get(0));
    try {
      Process process = new ProcessBuilder(jcmd, pid, "GC.class_histogram").start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String[] total = output.substring(output.lastIndexOf('\n') + 1).strip().split(" +", -1);
      return Long.parseLong(total[2]) / 1048576.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
