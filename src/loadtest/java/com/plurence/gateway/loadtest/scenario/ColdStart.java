package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.GatewayProcess;
import com.plurence.gateway.loadtest.bench.KeyStock;
import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.bench.ProcessUse;
import com.plurence.gateway.loadtest.bench.Setup;
import com.plurence.gateway.loadtest.bench.Target;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.wire.Bodies;
import com.plurence.gateway.loadtest.wire.Expected;
import com.plurence.gateway.loadtest.wire.OneAnswer;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Percentiles;
import com.plurence.gateway.loadtest.wire.Requests;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** From the start of the process to the first 200 to a chat, with the store already there. */
record ColdStart() implements Scenario {
  private static final int STARTS = 5;
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

  @Override
  public String name() {
    return "cold";
  }

  @Override
  public String title() {
    return "Start of the process to the first 200";
  }

  @Override
  public boolean suits(String target) {
    return target.equals(Options.GATEWAY);
  }

  @Override
  public void warm(Bench bench, Target target) {}

  @Override
  public List<Measurement> measure(Bench bench, Target target, int round) {
    Path home = bench.directory().resolve("cold-" + round);
    GatewayProcess.prepare(home, bench.providerUri(), Setup.PLAIN, bench.options());
    start(bench, home);
    Histogram taken = new Histogram(LONGEST, 3);
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      Start one = start(bench, home);
      taken.recordValue(one.nanos());
      starts.add(one);
    }
    Percentiles none = Percentiles.of(new Histogram(LONGEST, 3));
    double cpu = starts.stream().mapToDouble(Start::cpuMicros).average().orElse(0);
    double resident = starts.stream().mapToDouble(Start::residentMib).average().orElse(0);
    return List.of(
        new Measurement(
            name(),
            STARTS + " starts",
            0,
            target.name(),
            round,
            "start",
            0,
            cpu,
            resident,
            0,
            Percentiles.of(taken),
            none,
            none,
            none,
            none,
            0,
            Map.of("200", (long) STARTS),
            0,
            0,
            0));
  }

  private record Start(long nanos, double cpuMicros, double residentMib) {}

  private static Start start(Bench bench, Path home) {
    long began = System.nanoTime();
    try (GatewayProcess gateway = GatewayProcess.start(home, bench.options())) {
      String body = Bodies.chat(bench.model(), 256);
      URI uri = gateway.uri();
      Requests request = Requests.of(uri, List.of(KeyStock.keys(1).get(0)), Map.of(), body);
      Expected.Reading answer =
          Bench.await(OneAnswer.of(bench.engine(), uri, request.next()), Pace.PATIENCE);
      long taken = System.nanoTime() - began;
      if (answer.status() != 200) {
        throw new IllegalStateException("the first answer was " + answer.status());
      }
      ProcessUse use = new ProcessUse(List.of(gateway.pid()));
      return new Start(taken, use.cpuMicros(), use.residentKib() / 1024.0);
    }
  }
}
