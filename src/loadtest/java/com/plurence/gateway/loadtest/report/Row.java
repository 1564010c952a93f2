package com.plurence.gateway.loadtest.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The rounds of one target under one load, as medians. Durations are microseconds. */
record Row(
    String scenario,
    String load,
    int rate,
    String target,
    String unit,
    int rounds,
    double perSecond,
    double cpuMicros,
    double cpuLeast,
    double cpuMost,
    double residentMib,
    double kibPerStream,
    double p50,
    double p99,
    double firstToken50,
    double firstToken99,
    double gap99,
    double delay50,
    double delay99,
    double chunksPerRead,
    double systemCalls,
    double loadIdle,
    Map<String, Long> outcomes,
    long wrong) {

  static Row of(List<Measurement> rounds) {
    Measurement any = rounds.get(0);
    Map<String, Long> outcomes = new TreeMap<>();
    rounds.forEach(
        one -> one.outcomes().forEach((name, count) -> outcomes.merge(name, count, Long::sum)));
    return new Row(
        any.scenario(),
        any.load(),
        any.rate(),
        any.target(),
        any.unit(),
        rounds.size(),
        median(rounds, Measurement::perSecond),
        median(rounds, Measurement::cpuMicros),
        rounds.stream().mapToDouble(Measurement::cpuMicros).min().orElse(0),
        rounds.stream().mapToDouble(Measurement::cpuMicros).max().orElse(0),
        median(rounds, Measurement::residentMib),
        median(rounds, Measurement::kibPerStream),
        median(rounds, one -> one.latency().p50()),
        median(rounds, one -> one.latency().p99()),
        median(rounds, one -> one.firstToken().p50()),
        median(rounds, one -> one.firstToken().p99()),
        median(rounds, one -> one.gap().p99()),
        median(rounds, one -> one.delay().p50()),
        median(rounds, one -> one.delay().p99()),
        median(rounds, Measurement::chunksPerRead),
        rounds.stream().mapToDouble(Measurement::systemCalls).max().orElse(0),
        median(rounds, Measurement::loadIdle),
        outcomes,
        rounds.stream().mapToLong(Measurement::wrong).sum());
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> of) {
    double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
