package com.plurence.gateway.loadtest.bench;

import java.util.List;
import java.util.Set;

/** What a server and the load have used between two moments. */
public final class Sample {
  private final ProcessUse use;
  private final Set<Integer> loadProcessors;
  private final double cpu;
  private final List<long[]> processors;
  private final long began = System.nanoTime();

  private Sample(ProcessUse use, Set<Integer> loadProcessors) {
    this.use = use;
    this.loadProcessors = loadProcessors;
    this.cpu = use.cpuMicros();
    this.processors = ProcessUse.processors();
  }

  public static Sample begin(Target target, Options options) {
    return new Sample(target.use(), options.loadProcessors());
  }

  public Used end() {
    return new Used(
        (System.nanoTime() - began) / 1e9,
        use.cpuMicros() - cpu,
        use.residentKib() / 1024.0,
        ProcessUse.idlePercent(processors, ProcessUse.processors(), loadProcessors));
  }

  /**
   * The difference.
   *
   * @param cpuMicros of the server
   * @param residentMib of the server, at the end
   * @param loadIdle percent
   */
  public record Used(double seconds, double cpuMicros, double residentMib, double loadIdle) {}
}
