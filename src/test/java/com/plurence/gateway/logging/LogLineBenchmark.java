package com.plurence.gateway.logging;

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

/** One access line, as bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogLineBenchmark {
  private static final int BATCH = 16 * 1024;

  private final JsonLines lines = new JsonLines();

  @Benchmark
  public int line() {
    lines.begin(1_767_225_600_123L, "INFO", "access", "request");
    lines.add("request_id", "3fa85f64-5717-4562-b3fc-2c963f66afa6");
    lines.add("method", "POST");
    lines.add("route", "/v1/chat/completions");
    lines.add("status", 200);
    lines.add("project", "proj_01m83rw239dj4msf2jxjw080dn");
    lines.add("model", "demo-chat");
    lines.add("target", "fake/demo-chat");
    lines.add("attempts", "fake/demo-chat ok 12ms");
    lines.add("bytes_in", 996);
    lines.add("bytes_out", 614);
    lines.add("duration_ms", 12.34);
    lines.end();
    return lines.length() < BATCH ? lines.length() : lines.take().length;
  }
}
