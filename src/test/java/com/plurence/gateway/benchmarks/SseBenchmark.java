package com.plurence.gateway.benchmarks;

import com.plurence.gateway.sse.SseParser;
import io.vertx.core.buffer.Buffer;
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

/** Cutting a stream into events: one event a read, as models send them, and many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SseBenchmark {
  private static final String EVENT =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
          + "\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" sea\"},"
          + "\"finish_reason\":null}]}\n\n";

  private final Buffer one = Buffer.buffer(EVENT);
  private final Buffer hundred = Buffer.buffer(EVENT.repeat(100));
  private final Buffer firstHalf = one.getBuffer(0, one.length() / 2);
  private final Buffer secondHalf = one.getBuffer(one.length() / 2, one.length());
  private final SseParser parser = new SseParser(1024 * 1024);

  @Benchmark
  public Buffer oneEvent() {
    return parser.feed(one, event -> true);
  }

  @Benchmark
  public Buffer oneEventInTwoReads() {
    parser.feed(firstHalf, event -> true);
    return parser.feed(secondHalf, event -> true);
  }

  @Benchmark
  public Buffer hundredEventsInOneRead() {
    return parser.feed(hundred, event -> true);
  }
}
