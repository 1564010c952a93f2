package com.plurence.gateway.overload;

import com.plurence.gateway.config.OverloadConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What every request to a model pays while there is nothing wrong: it comes in, its body gets its
 * bytes, and all of it is given back. Alone, and with two event loops that do so for one project.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoopGateBenchmark {
  private static final int BODY = 1024;

  /** What all event loops share. */
  @State(Scope.Benchmark)
  public static class AllLoops {
    /** Projects that are active. */
    @Param({"1", "1000"})
    int projects;

    private final Vertx vertx = Vertx.vertx();
    private final Overload overload =
        new Overload(new OverloadConfig(10_000, 0.1, 0.25, Duration.ofMillis(20)));
    private String[] ids = {};

    @Setup
    public void begin() {
      ids = new String[projects];
      for (int i = 0; i < projects; i++) {
        ids[i] = "project-" + i;
        overload.projects().asking(ids[i]);
      }
    }

    @TearDown
    public void end() {
      vertx.close();
    }
  }

  /** One event loop. */
  @State(Scope.Thread)
  public static class Loop {
    private int next;
    private @Nullable LoopGate gate;

    @Setup
    public void begin(AllLoops all) {
      gate = new LoopGate(all.overload, all.vertx, Duration.ofMillis(20).toNanos());
    }

    LoopGate gate() {
      return Objects.requireNonNull(gate);
    }
  }

  @Benchmark
  public boolean alone(AllLoops all, Loop loop) {
    return oneRequest(all, loop);
  }

  @Benchmark
  @Threads(2)
  public boolean onTwoLoops(AllLoops all, Loop loop) {
    return oneRequest(all, loop);
  }

  private static boolean oneRequest(AllLoops all, Loop loop) {
    String project = all.ids[loop.next++ % all.ids.length];
    Holding holding = new Holding(all.overload.bytes());
    holding.occupy(loop.gate().enter(project, Priority.NORMAL));
    boolean taken = holding.take(holding.budget().bodies(), BODY, 0);
    holding.end();
    return taken;
  }
}
