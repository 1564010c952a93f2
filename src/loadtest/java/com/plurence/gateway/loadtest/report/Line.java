package com.plurence.gateway.loadtest.report;

import com.plurence.gateway.loadtest.wire.Percentiles;
import java.util.Locale;

/** A measurement in one line, for who watches. */
public final class Line {
  private Line() {}

  public static String of(Measurement one) {
    Percentiles times = one.unit().equals("chunk") ? one.delay() : one.latency();
    return String.format(
        Locale.ROOT,
        "%-12s %-16s #%d %,9.0f %s/s  cpu %7.1f us  p50 %,8.0f us  p99 %,9.0f us  rss %4.0f MiB%s%s"
            + "  load idle %2.0f %%  %s",
        one.target(),
        one.load(),
        one.round(),
        one.perSecond(),
        one.unit(),
        one.cpuMicros(),
        times.p50(),
        times.p99(),
        one.residentMib(),
        one.kibPerStream() == 0
            ? ""
            : String.format(Locale.ROOT, " (%.1f KiB/stream)", one.kibPerStream()),
        one.systemCalls() == 0
            ? ""
            : String.format(Locale.ROOT, "  system calls %.1f", one.systemCalls()),
        one.loadIdle(),
        one.outcomes());
  }
}
