package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.provider.UpstreamConfig;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long to wait before another attempt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BackoffBenchmark {
  private final Backoff backoff =
      new Backoff(new UpstreamConfig.Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(1)));
  private final SplittableRandom random = new SplittableRandom(1);
  private int retry;

  @Benchmark
  public Duration before() {
    retry = retry == 3 ? 1 : retry + 1;
    return backoff.before(retry, random);
  }
}
