package com.plurence.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LineWriterTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Takes nothing before it is let. */
  private static final class Stuck extends OutputStream {
    private final Semaphore permits = new Semaphore(0);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      permits.acquireUninterruptibly();
      taken.write(bytes, offset, length);
    }
  }

  @Test
  void whatWasWrittenBeforeTheStopIsInTheSinkInOrder() {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    LineWriter writer = new LineWriter(sink, LONG);
    writer.start();
    writer.write(line("one"), 1);
    writer.write(line("two\nthree"), 2);

    writer.stop();

    assertThat(sink.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  @Timeout(20)
  void aSinkThatTakesNothingHoldsUpNobodyAndItsLossesAreCounted() {
    Stuck sink = new Stuck();
    LineWriter writer = new LineWriter(sink, LONG);
    writer.start();

    for (int i = 0; i < 2_000; i++) {
      writer.write(line("line " + i), 1);
    }
    sink.permits.release(1_000_000);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(sink.taken.toString(StandardCharsets.UTF_8))
                    .contains("line 0\n", "\"message\":\"lines were dropped\",\"count\":1"));
    writer.stop();
  }

  @Test
  @Timeout(20)
  void stoppingDoesNotWaitForeverForASinkThatTakesNothing() {
    Stuck sink = new Stuck();
    LineWriter writer = new LineWriter(sink, Duration.ofMillis(50));
    writer.start();
    writer.write(line("never taken"), 1);

    writer.stop();

    assertThat(sink.taken.size()).isZero();
    sink.permits.release(1_000_000);
  }
}
