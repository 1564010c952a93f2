package com.plurence.gateway.usage.query;

import com.plurence.gateway.management.ListQuery.Filter;
import java.util.List;

/**
 * Which sums are wanted.
 *
 * @param groupBy the fields by which requests are told apart
 * @param filters which requests count; none of them is for the time
 * @param fill whether there are rows of zeros where there was no request
 * @param top how many groups are told apart, the rest being one; 0: all
 * @param measure by what these are chosen
 */
public record SummaryQuery(
    List<String> groupBy,
    Intervals intervals,
    List<Filter> filters,
    boolean fill,
    int top,
    Measure measure) {
  /** At most so many rows are answered, with those of zeros. */
  public static final int MOST_ROWS = 10_000;

  public SummaryQuery {
    groupBy = List.copyOf(groupBy);
    filters = List.copyOf(filters);
  }

  /** The range, cut into intervals of which each has rows. */
  public TimeRange range() {
    return intervals.range();
  }

  /** The same for the whole range at once. */
  public SummaryQuery asOne() {
    Intervals whole =
        new Intervals(List.of(new Intervals.Run(range().from(), range().length(), 1, 0)), range());
    return new SummaryQuery(groupBy, whole, filters, false, 0, measure);
  }
}
