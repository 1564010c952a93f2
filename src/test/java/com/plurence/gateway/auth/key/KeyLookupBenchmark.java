package com.plurence.gateway.auth.key;

import com.plurence.gateway.auth.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;

/** From the header's text to the caller: the form, the hash, the table. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyLookupBenchmark {
  @Param({"1", "100000"})
  private int count;

  private @Nullable KnownKeys known;
  private List<String> keys = List.of();
  private int next;

  @Setup
  public void fill() {
    KnownKeys filled = new KnownKeys(InstantSource.system(), 200_000);
    keys = IntStream.range(0, count).mapToObj("plr_live_%043d"::formatted).toList();
    for (String key : keys) {
      Caller.Application caller =
          new Caller.Application(key, "project", "account", Set.of(), Set.of());
      filled.put(new KnownKey(KeyHash.of(key), caller, null));
    }
    known = filled;
  }

  @Benchmark
  public @Nullable KnownKey lookUp() {
    next = next + 1 == keys.size() ? 0 : next + 1;
    String key = keys.get(next);
    return known == null || !ApiKeyFormat.matches(key) ? null : known.use(KeyHash.of(key));
  }
}
