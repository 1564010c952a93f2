package com.plurence.gateway.benchmarks;

import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request to the demo provider through a whole gateway, one after the other on one connection,
 * with extensions that look at everything and change nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@SuppressWarnings("NullAway.Init")
public class HooksBenchmark {
  @Param({"0", "1", "5"})
  public int hooks;

  private ExtendedGateway gateway;
  private RawClient client;

  @Setup(Level.Trial)
  public void start() throws IOException {
    Path jars = Files.createTempDirectory("jars");
    ExtensionJar.ofExample("idle", jars);
    String[] entries =
        Collections.nCopies(hooks, "{ name: com.example.idle.Idle, deadline: 5s }")
            .toArray(String[]::new);
    gateway = ExtendedGateway.start(jars, entries);
    client = gateway.connect();
  }

  @TearDown(Level.Trial)
  public void stop() throws IOException {
    client.close();
    gateway.close();
  }

  @Benchmark
  public int whole() throws IOException {
    return client.write(ExtendedGateway.chatRequest("m", "Hi", false)).read().status();
  }

  /** Some ten events. */
  @Benchmark
  public int streamed() throws IOException {
    return client.write(ExtendedGateway.chatRequest("m", "Hi", true)).read().status();
  }
}
