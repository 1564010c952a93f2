package com.plurence.gateway.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How often a server reads from sockets and writes to them, as {@code strace} counts it. The server
 * is many times slower meanwhile, so nothing else is measured with it.
 */
public final class SystemCalls implements AutoCloseable {
  private static final String READS_AND_WRITES =
      "trace=read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,sendfile";

  private final Path counts;
  private final Child strace;

  private SystemCalls(Path counts, Child strace) {
    this.counts = counts;
    this.strace = strace;
  }

  /** Whether this machine can count them. */
  public static boolean canBeCounted() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "strace")));
  }

  /** Counts from now on what {@code target} does, until it is told to stop. */
  public static SystemCalls count(Target target, Path directory) {
    Path counts = directory.resolve("system-calls-" + target.name());
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "-c", "-qq", "-e", READS_AND_WRITES));
    command.addAll(List.of("-o", counts.toString()));
    target.use().pids().forEach(pid -> command.addAll(List.of("-p", Long.toString(pid))));
    Child strace = Child.start("", directory.resolve("strace.log"), Map.of(), command);
    Pause.millis(300);
    return new SystemCalls(counts, strace);
  }

  /** How many there were; ends the counting. */
  public long stop() {
    strace.interrupt();
    try (Stream<String> lines = Files.lines(counts)) {
      return lines
          .map(line -> line.strip().split("\\s+", -1))
          .filter(columns -> columns.length >= 5 && columns[0].matches("[0-9.]+"))
          .filter(columns -> !columns[columns.length - 1].equals("total"))
          .mapToLong(columns -> Long.parseLong(columns[3]))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    strace.close();
  }
}
