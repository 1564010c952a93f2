package com.plurence.gateway.loadtest;

import com.plurence.gateway.loadtest.bench.Bench;
import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.report.Line;
import com.plurence.gateway.loadtest.report.Measurement;
import com.plurence.gateway.loadtest.report.Report;
import com.plurence.gateway.loadtest.report.Results;
import com.plurence.gateway.loadtest.scenario.Scenario;
import com.plurence.gateway.loadtest.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command line: runs scenarios and leaves a report. See {@code loadtest/README.md}. */
public final class LoadTest {
  private static final int MISUSE = 2;
  private static final int FAILED = 1;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final Options options;
  private final PrintStream out;

  /** What must not be, in words. */
  private final List<String> findings = new ArrayList<>();

  private LoadTest(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Takes the options of {@code run.sh}; the working directory is the project's. */
  public static void main(String[] args) throws IOException {
    try {
      Options options = Options.parse(args, Path.of(""));
      System.exit(new LoadTest(options, System.out).run());
    } catch (Options.Misuse e) {
      System.err.println(e.getMessage());
      System.exit(MISUSE);
    }
  }

  private int run() throws IOException {
    List<Scenario> scenarios = Scenarios.chosen(options);
    Path directory =
        options
            .out()
            .resolve("run-" + LocalDateTime.now(java.time.ZoneId.systemDefault()).format(STAMP));
    List<Measurement> measured = new ArrayList<>();
    try (Bench bench = new Bench(options, directory)) {
      for (Scenario scenario : scenarios) {
        out.println("== " + scenario.title());
        measured.addAll(attempt(bench, scenario));
      }
    }
    Results results = Results.of(options, scenarios, measured, findings);
    Files.writeString(directory.resolve("results.json"), results.json());
    Files.writeString(directory.resolve("report.html"), Report.of(results));
    out.println("report: " + directory.resolve("report.html"));
    out.println("figures: " + directory.resolve("results.json"));
    findings.forEach(out::println);
    return findings.isEmpty() ? 0 : FAILED;
  }

  /** One scenario that can't be carried out does not cost the report of the others. */
  private List<Measurement> attempt(Bench bench, Scenario scenario) {
    List<Measurement> measured = new ArrayList<>();
    try {
      bench.use(scenario.setup());
      run(bench, scenario, measured);
    } catch (IllegalStateException e) {
      findings.add(scenario.name() + ": BROKEN OFF: " + e.getMessage());
    }
    for (Measurement one : measured) {
      if (one.wrong() > 0) {
        findings.add(
            "%s: %s, %s: WRONG ANSWERS: %d, of %s"
                .formatted(one.scenario(), one.target(), one.load(), one.wrong(), one.outcomes()));
      }
    }
    bench.trouble().ifPresent(trouble -> findings.add(scenario.name() + ": " + trouble));
    return measured;
  }

  private void run(Bench bench, Scenario scenario, List<Measurement> measured) {
    List<String> targets = options.targets().stream().filter(scenario::suits).toList();
    for (String target : targets) {
      scenario.warm(bench, bench.target(target));
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (String target : targets) {
        for (Measurement one : scenario.measure(bench, bench.target(target), round)) {
          out.println(Line.of(one));
          measured.add(one);
        }
      }
    }
  }
}
