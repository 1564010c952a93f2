package com.plurence.gateway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The connections of this machine as Linux tells of them; empty elsewhere. */
public final class SocketTable {
  private static final List<Path> FILES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  /** Established, and closed by the other side alone. */
  private static final Set<String> OPEN = Set.of("01", "08");

  private SocketTable() {}

  /** Whether there is such a table. */
  public static boolean isThere() {
    return Files.exists(FILES.get(0));
  }

  /** Open connections that were accepted on {@code port}. */
  public static long accepted(int port) throws IOException {
    try (Stream<String[]> open = open()) {
      return open.filter(columns -> columns[1].endsWith(hex(port))).count();
    }
  }

  /** Bytes under way between the two ends of connections to {@code port}. */
  public static long underWay(int port) throws IOException {
    try (Stream<String[]> open = open()) {
      return open.filter(
              columns -> columns[1].endsWith(hex(port)) || columns[2].endsWith(hex(port)))
          .mapToLong(columns -> queued(columns[4]))
          .sum();
    }
  }

  /** Number, own address, other address, state, queues, and more. */
  private static Stream<String[]> open() throws IOException {
    Stream<String> lines = Stream.empty();
    for (Path file : FILES) {
      if (Files.exists(file)) {
        lines = Stream.concat(lines, Files.readAllLines(file).stream());
      }
    }
    return lines.map(line -> line.strip().split(" +", -1)).filter(line -> OPEN.contains(line[3]));
  }

  /** Sent and not received, and received and not read. */
  private static long queued(String columns) {
    String[] queues = columns.split(":", 2);
    return Long.parseLong(queues[0], 16) + Long.parseLong(queues[1], 16);
  }

  private static String hex(int port) {
    return String.format(Locale.ROOT, ":%04X", port);
  }
}
