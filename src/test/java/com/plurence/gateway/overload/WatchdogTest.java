package com.plurence.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that lose a loop, or their memory, end by themselves; others do not. */
@Timeout(60)
final class WatchdogTest {
  /** A process that is watched, and what its loops do. */
  static final class Watched {
    private static final Duration OFTEN = Duration.ofMillis(20);

    private Watched() {}

    public static void main(String[] arguments) {
      Executor works = Runnable::run;
      Executor dead = work -> {};
      switch (arguments[0]) {
        case "dead" -> new Watchdog(List.of(works, dead), OFTEN).start();
        case "ended" -> LastWords.ifOutOfMemory(new IllegalStateException(new OutOfMemoryError()));
        default -> new Watchdog(List.of(works), OFTEN).start();
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dead, 3, plurence-gateway ends: an event loop has stopped working",
    "ended, 3, plurence-gateway ends: out of memory",
    "well, 0, ''"
  })
  void endsTheProcessThatCannotGoOn(String how, int status, String line)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Watched.class.getName(),
                how)
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(said.strip()).isEqualTo(line);
  }
}
