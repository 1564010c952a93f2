package com.plurence.gateway.loadtest.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints how a second run differs from a first: {@code Compare A B}, directories or JSON files. */
public final class Compare {
  private static final String FORMAT = "%-12s %-18s %-12s %14s %14s %14s %14s%n";

  private Compare() {}

  /** Ratios are B to A: below 1, B used or took less. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: loadtest/compare.sh A B");
      System.exit(2);
    }
    print(read(args[0]), read(args[1]), System.out);
  }

  private static List<Row> read(String name) throws IOException {
    Path path = Path.of(name);
    Path file = Files.isDirectory(path) ? path.resolve("results.json") : path;
    return Results.read(Files.readAllBytes(file)).rows();
  }

  private static void print(List<Row> before, List<Row> after, PrintStream out) {
    out.printf(FORMAT, "scenario", "load", "target", "per second", "cpu", "p99", "memory");
    for (Row b : after) {
      before.stream()
          .filter(a -> same(a, b))
          .findFirst()
          .ifPresent(
              a ->
                  out.printf(
                      FORMAT,
                      b.scenario(),
                      b.load(),
                      b.target(),
                      ratio(b.perSecond(), a.perSecond()),
                      ratio(b.cpuMicros(), a.cpuMicros()),
                      ratio(time(b), time(a)),
                      ratio(b.residentMib(), a.residentMib())));
    }
  }

  private static boolean same(Row a, Row b) {
    return a.scenario().equals(b.scenario())
        && a.load().equals(b.load())
        && a.target().equals(b.target());
  }

  private static double time(Row row) {
    return row.unit().equals("chunk") ? row.delay99() : row.p99();
  }

  private static String ratio(double b, double a) {
    return a == 0 ? "-" : String.format(Locale.ROOT, "%.2f", b / a);
  }
}
