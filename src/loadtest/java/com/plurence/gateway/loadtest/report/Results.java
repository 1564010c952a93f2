package com.plurence.gateway.loadtest.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.scenario.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that one run has measured.
 *
 * @param titles of the scenarios, by name
 * @param machine what it ran on
 * @param findings what must not be, in words: wrong answers, a gateway that died
 */
public record Results(
    String at,
    Map<String, String> machine,
    Map<String, String> titles,
    List<String> findings,
    List<Measurement> measurements) {
  public Results {
    // Runs of before had none.
    findings = Objects.requireNonNullElse(findings, List.of());
  }

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public static Results of(
      Options options,
      List<Scenario> scenarios,
      List<Measurement> measurements,
      List<String> findings) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("java of the load", System.getProperty("java.runtime.version"));
    machine.put("java of the gateway", options.java());
    machine.put("processors of the server", options.serverProcessors());
    machine.put("processors of the load", options.loadProcessors().toString());
    machine.put("duration", options.duration().toSeconds() + " s");
    machine.put("rounds", Integer.toString(options.rounds()));
    Map<String, String> titles = new LinkedHashMap<>();
    scenarios.forEach(scenario -> titles.put(scenario.name(), scenario.title()));
    return new Results(
        Instant.now().toString(), machine, titles, List.copyOf(findings), measurements);
  }

  public String json() throws JsonProcessingException {
    return JSON.writeValueAsString(this) + "\n";
  }

  static Results read(byte[] json) throws java.io.IOException {
    return JSON.readValue(json, Results.class);
  }

  /** One row for each scenario, load and target, with the medians of its rounds. */
  List<Row> rows() {
    Map<String, List<Measurement>> groups = new LinkedHashMap<>();
    for (Measurement one : measurements) {
      // What a soak did is told by its load, which no two have alike.
      String key = one.scenario() + "|" + one.load() + "|" + one.target();
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(one);
    }
    return groups.values().stream().map(Row::of).toList();
  }
}
