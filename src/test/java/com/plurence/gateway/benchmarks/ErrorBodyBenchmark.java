package com.plurence.gateway.benchmarks;

import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
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

/** Failing and writing the body of the contract: what a refused request costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ErrorBodyBenchmark {
  private static final String ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

  @Benchmark
  public byte[] plain() {
    return new ErrorBody(ErrorCode.MODEL_NOT_FOUND.toException(), ID).encode(false);
  }

  @Benchmark
  public byte[] withTheMemberForSdks() {
    return new ErrorBody(ErrorCode.MODEL_NOT_FOUND.toException(), ID).encode(true);
  }
}
