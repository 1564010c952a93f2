package com.plurence.gateway.benchmarks;

import com.plurence.gateway.inference.InferencePipeline;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The way of a call through stages that do nothing: what one more costs every request. Each is a
 * class of its own, as real ones are, so that no call of the list can be bound to one of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StageBenchmark {
  private static final Future<ModelResponse> RESPONSE = Future.failedFuture("there is none");

  @Param({"0", "4", "8"})
  int empty;

  private InferencePipeline pipeline = new InferencePipeline(List.of());

  @SuppressWarnings("NullAway") // No stage here looks at the call.
  private final ModelCall call = null;

  @Setup
  public void link() {
    List<Stage> kinds =
        List.of(
            (call, next) -> next.handle(call),
            (call, next) -> next.handle(call),
            (call, next) -> next.handle(call),
            (call, next) -> next.handle(call));
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < empty; i++) {
      stages.add(kinds.get(i % kinds.size()));
    }
    stages.add((call, next) -> RESPONSE);
    pipeline = new InferencePipeline(stages);
  }

  @Benchmark
  public Future<ModelResponse> way() {
    return pipeline.handle(call);
  }
}
