package com.plurence.gateway.loadtest.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one measurement has seen. Confined to the event loop until the run is over. */
public final class Tally {
  /** Longer than any measurement. */
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

  private static final int DIGITS = 3;

  private final Histogram latency = nanos();
  private final Histogram firstToken = nanos();
  private final Histogram gap = nanos();
  private final Histogram delay = nanos();
  private final Histogram lateness = nanos();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private long requests;
  private long chunks;
  private long reads;
  private long wrong;

  private static Histogram nanos() {
    return new Histogram(LONGEST, DIGITS);
  }

  /** A request was answered, well or with the error that the scenario expects. */
  void answered(String outcome, long nanosFromDue) {
    requests++;
    count(outcome);
    record(latency, nanosFromDue);
  }

  /** A response that must not be: it counts as an error. */
  void wrong(String outcome) {
    wrong++;
    count(outcome);
  }

  /** A request left that much later than it was due. */
  void sent(long nanosLate) {
    record(lateness, nanosLate);
  }

  /** The first content of a stream came that long after the request was due. */
  void firstToken(long nanos) {
    record(firstToken, nanos);
  }

  /** A chunk of a stream arrived, that long after the provider wrote it. */
  void chunk(long nanosDelay) {
    chunks++;
    record(delay, nanosDelay);
  }

  /** Two chunks of a stream arrived that far apart. */
  void gap(long nanos) {
    record(gap, nanos);
  }

  /** Content arrived in one read from a socket, however many chunks it held. */
  void read() {
    reads++;
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.max(0, Math.min(LONGEST, nanos)));
  }

  public long requests() {
    return requests;
  }

  public long chunks() {
    return chunks;
  }

  public long reads() {
    return reads;
  }

  public long wrong() {
    return wrong;
  }

  public Map<String, Long> outcomes() {
    return outcomes;
  }

  public Percentiles latency() {
    return Percentiles.of(latency);
  }

  public Percentiles firstToken() {
    return Percentiles.of(firstToken);
  }

  public Percentiles gap() {
    return Percentiles.of(gap);
  }

  public Percentiles delay() {
    return Percentiles.of(delay);
  }

  public Percentiles lateness() {
    return Percentiles.of(lateness);
  }
}
