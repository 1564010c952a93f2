package com.plurence.gateway.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours, on processors of its own where there are enough; ended with us at the latest.
 */
final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process process;
  private final Path log;
  private final Thread atExit;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atExit = new Thread(process::destroyForcibly, "end-" + process.pid());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a command.
   *
   * @param processors as {@code taskset -c} takes them; empty for any
   */
  static Child start(
      String processors, Path log, Map<String, String> environment, List<String> command) {
    List<String> words = new ArrayList<>();
    if (!processors.isEmpty()) {
      words.addAll(List.of("taskset", "-c", processors));
    }
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first whole line of its output with that in it; it must come within {@code patience}. */
  String awaitLine(String part, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      // What stands behind the last end of a line is still being written.
      String[] lines = output().split("\n", -1);
      for (String line : Arrays.asList(lines).subList(0, lines.length - 1)) {
        if (line.contains(part)) {
          return line;
        }
      }
      Pause.millis(1);
    }
    String why = end().map(end -> "the process " + end).orElse("no line with '" + part + "'");
    throw new IllegalStateException(why + "; it wrote:\n" + output());
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** If it has ended by itself: with what status, and its last words. */
  Optional<String> end() {
    if (process.isAlive()) {
      return Optional.empty();
    }
    String[] lines = output().strip().split("\n", -1);
    return Optional.of(
        "ended with status %d: %s".formatted(process.exitValue(), lines[lines.length - 1]));
  }

  long pid() {
    return process.pid();
  }

  /** SIGINT, at which some tools write what they have to say; returns when it has ended. */
  void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM, and SIGKILL for what does not heed it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
