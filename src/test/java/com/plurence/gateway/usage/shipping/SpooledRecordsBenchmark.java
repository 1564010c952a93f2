package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.usage.SomeUsage;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.spool.Spool;
import com.plurence.gateway.usage.spool.SpoolPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs an event loop to keep a usage record: as JSON, in mapped memory, two hundred of
 * them between two times that a worker looks after the spool.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpooledRecordsBenchmark {
  private static final int RECORDS = 200;
  private static final Path HERE = Path.of(System.getProperty("java.io.tmpdir"));

  private final UsageRecord usage = SomeUsage.full(1_790_000_000_000L);
  private final Spool spool;
  private final SpooledRecords records;

  public SpooledRecordsBenchmark() {
    try {
      spool =
          new SpoolPlace(SpoolPlace.Kind.TEMPORARY, HERE, 1L << 28, Duration.ofSeconds(1)).open(1);
      records = new SpooledRecords(new PerLoop<>(spool::lane), Folding.open(spool.directory()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Setup(Level.Invocation)
  public void takeOut() throws IOException {
    spool.read(RECORDS);
    spool.mark();
    spool.upkeep();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void keep() {
    for (int i = 0; i < RECORDS; i++) {
      records.keep(usage);
    }
  }

  @TearDown
  public void end() throws IOException {
    spool.close();
  }
}
