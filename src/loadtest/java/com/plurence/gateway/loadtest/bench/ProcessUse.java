package com.plurence.gateway.loadtest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What processes use, as the kernel counts it.
 *
 * @param pids all processes of one server; empty when they cannot be seen
 */
public record ProcessUse(List<Long> pids) {
  private static final Path PROC = Path.of("/proc");
  private static final double MICROS_PER_TICK = 10_000;

  /** The processes on this machine that listen on a port. */
  static ProcessUse listeningOn(int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : lines(PROC.resolve("net").resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        boolean listens = columns.length > 9 && columns[3].equals("0A");
        if (listens && columns[1].endsWith(":%04X".formatted(port))) {
          sockets.add("socket:[" + columns[9] + "]");
        }
      }
    }
    return new ProcessUse(running().filter(pid -> holdsOneOf(pid, sockets)).toList());
  }

  private static Stream<Long> running() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::valueOf)
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean holdsOneOf(long pid, Set<String> sockets) {
    try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  public boolean known() {
    return !pids.isEmpty();
  }

  /** Processor time used so far, in microseconds, of user and kernel. */
  public double cpuMicros() {
    double ticks = 0;
    for (long pid : pids) {
      List<String> stat = lines(PROC.resolve(pid + "/stat"));
      if (!stat.isEmpty()) {
        // The second column, in parentheses, may hold anything.
        String[] columns = stat.get(0).substring(stat.get(0).lastIndexOf(')') + 2).split(" ", -1);
        ticks += Long.parseLong(columns[11]) + Long.parseLong(columns[12]);
      }
    }
    return ticks * MICROS_PER_TICK;
  }

  /** Resident memory now, in KiB. */
  public long residentKib() {
    return sum("VmRSS:");
  }

  /** The most resident memory so far, in KiB. */
  long peakKib() {
    return sum("VmHWM:");
  }

  private long sum(String field) {
    long sum = 0;
    for (long pid : pids) {
      for (String line : lines(PROC.resolve(pid + "/status"))) {
        if (line.startsWith(field)) {
          sum += Long.parseLong(line.substring(field.length()).replace("kB", "").strip());
        }
      }
    }
    return sum;
  }

  /** The share of time, in percent, that a range of processors had nothing to do. */
  static double idlePercent(List<long[]> before, List<long[]> after, Set<Integer> processors) {
    double idle = 0;
    double all = 0;
    for (int i = 0; i < before.size() && i < after.size(); i++) {
      if (processors.contains(i)) {
        idle += after.get(i)[0] - before.get(i)[0];
        all += after.get(i)[1] - before.get(i)[1];
      }
    }
    return all == 0 ? 0 : 100 * idle / all;
  }

  /** For each processor, its idle ticks and all its ticks. */
  static List<long[]> processors() {
    List<long[]> result = new ArrayList<>();
    for (String line : lines(PROC.resolve("stat"))) {
      if (line.startsWith("cpu") && !line.startsWith("cpu ")) {
        String[] columns = line.split(" +", -1);
        long all = 0;
        for (int i = 1; i < Math.min(9, columns.length); i++) {
          all += Long.parseLong(columns[i]);
        }
        result.add(new long[] {Long.parseLong(columns[4]), all});
      }
    }
    return result;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
