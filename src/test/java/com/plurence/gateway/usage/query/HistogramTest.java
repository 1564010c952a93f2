package com.plurence.gateway.usage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.plurence.gateway.usage.LatencyBucket;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Percentiles of what was counted in buckets. */
final class HistogramTest {
  @Property(tries = 500)
  void percentilesAreWithinFivePerCent(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 1, max = 3_600_000) Long> times) {
    Histogram histogram = new Histogram();
    times.forEach(ms -> histogram.add(LatencyBucket.of(ms), 1));
    List<Long> sorted = times.stream().sorted().toList();

    for (double share : new double[] {0.5, 0.95}) {
      long exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
      assertThat(histogram.percentile(share)).isCloseTo((double) exact, within(exact * 0.05));
    }
  }

  @Test
  void everySmallNumberIsItselfWithinFivePerCent() {
    for (long ms = 1; ms < 20_000; ms++) {
      Histogram histogram = new Histogram();
      histogram.add(LatencyBucket.of(ms), 1);

      assertThat(histogram.percentile(0.5)).isCloseTo((double) ms, within(ms * 0.05));
    }
  }

  @Test
  void whatWasTakenAwayDoesNotCount() {
    Histogram histogram = new Histogram();
    histogram.add(10, 5);
    histogram.add(10, -5);
    histogram.add(30, 1);

    assertThat(histogram.percentile(0.5)).isCloseTo(16.6, within(0.2));
  }

  @Test
  void ofNothingThereIsNone() {
    assertThat(new Histogram().percentile(0.5)).isNull();
  }
}
