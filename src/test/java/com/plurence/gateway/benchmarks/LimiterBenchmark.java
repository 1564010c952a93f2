package com.plurence.gateway.benchmarks;

import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.memory.MemoryLimiter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What nine limits in four scopes cost a request when they are counted in memory; with {@code -prof
 * gc} also how much is allocated. The aim is 2 us and 200 bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LimiterBenchmark {
  private static final long PLENTY = 9_000_000_000_000_000L;

  private final MemoryLimiter limiter =
      new MemoryLimiter(SpentSums.NONE, InstantSource.system(), Runnable::run);
  private final LimitSet limits = limits(PLENTY);
  private final LimitSet exhausted = limits(0);
  private final Amounts amounts = new Amounts(100, 400, 1_000, 9_000, true);
  private final Settlement used = new Settlement(250, 5_000, true);

  private static LimitSet limits(long requestsOfModel) {
    String account = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    com.plurence.gateway.limit.Scope whole = com.plurence.gateway.limit.Scope.account(account);
    com.plurence.gateway.limit.Scope project =
        com.plurence.gateway.limit.Scope.project(account, "5717");
    com.plurence.gateway.limit.Scope key = com.plurence.gateway.limit.Scope.key(account, "4562");
    com.plurence.gateway.limit.Scope model =
        com.plurence.gateway.limit.Scope.model(account, "5717", "gpt-4o");
    return new LimitSet(
        account,
        List.of(
            new Bound(whole, Dimension.TOKENS_PER_MONTH, PLENTY),
            new Bound(whole, Dimension.USD_PER_MONTH, PLENTY),
            new Bound(project, Dimension.RPM, PLENTY),
            new Bound(project, Dimension.TPM, PLENTY),
            new Bound(project, Dimension.CONCURRENCY, PLENTY),
            new Bound(project, Dimension.USD_PER_MONTH, PLENTY),
            new Bound(key, Dimension.RPM, PLENTY),
            new Bound(key, Dimension.TPM, PLENTY),
            new Bound(model, Dimension.RPM, requestsOfModel)));
  }

  /** Admitted and settled. */
  @Benchmark
  @Threads(1)
  public Admission alone() {
    return admitAndSettle();
  }

  /** The same on two event loops that share the account. */
  @Benchmark
  @Threads(2)
  public Admission contended() {
    return admitAndSettle();
  }

  private Admission admitAndSettle() {
    Admission admission = limiter.admit(limits, amounts).result();
    ((Admission.Admitted) admission).reservation().settle(used);
    return admission;
  }

  @Benchmark
  @Threads(1)
  public Admission refused() {
    return limiter.admit(exhausted, amounts).result();
  }
}
