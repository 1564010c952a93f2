package com.plurence.gateway.usage.query;

import com.plurence.gateway.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts what a store has found together to the rows of a summary. Used by one thread. */
public final class SummaryTable {
  private static final double HALF = 0.5;
  private static final double MOST = 0.95;
  private static final Comparator<String> UNKNOWN_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());
  private static final Comparator<Group> GROUPS =
      Comparator.comparing(Group::other).thenComparing(SummaryTable::compare);
  private static final Comparator<Place> PLACES =
      Comparator.comparingInt(Place::interval).thenComparing(Place::group, GROUPS);

  private final SummaryQuery query;
  private final Map<Place, Cell> cells = new TreeMap<>(PLACES);

  public SummaryTable(SummaryQuery query) {
    this.query = query;
  }

  /**
   * A group that is told apart.
   *
   * @param values of the fields by which is grouped; each may be null
   * @param other whether these are all groups together that are not told apart
   */
  public record Group(List<@Nullable String> values, boolean other) {}

  private record Place(int interval, Group group) {}

  private static final class Cell {
    Sums sums = Sums.NONE;
    final Histogram latency = new Histogram();
    final Histogram ttft = new Histogram();
  }

  /**
   * Adds sums; fails with SUMMARY_TOO_LARGE if there are too many rows.
   *
   * @param interval its number
   */
  public void add(int interval, Group group, Sums sums) {
    Cell cell = cells.computeIfAbsent(new Place(interval, group), place -> new Cell());
    cell.sums = cell.sums.plus(sums);
    if (cells.size() > SummaryQuery.MOST_ROWS) {
      throw ErrorCode.SUMMARY_TOO_LARGE.toException();
    }
  }

  /**
   * Adds how long requests took whose sums have been added; of others nothing is kept.
   *
   * @param untilFirstByte whether that is the time to the first byte rather than to the last
   */
  public void addTimes(
      int interval, Group group, boolean untilFirstByte, int bucket, long requests) {
    Cell cell = cells.get(new Place(interval, group));
    if (cell != null) {
      (untilFirstByte ? cell.ttft : cell.latency).add(bucket, requests);
    }
  }

  /** How many requests there were. */
  public long requests() {
    return cells.values().stream().mapToLong(cell -> cell.sums.requests()).sum();
  }

  /** By time, then by group, the other groups last; those without requests only if asked for. */
  public List<SummaryRow> rows() {
    cells.values().removeIf(cell -> cell.sums.requests() == 0);
    if (query.fill()) {
      fill();
    }
    List<SummaryRow> rows = new ArrayList<>();
    cells.forEach((place, cell) -> rows.add(row(place, cell)));
    return rows;
  }

  private void fill() {
    Set<Group> groups = new LinkedHashSet<>();
    if (query.groupBy().isEmpty()) {
      groups.add(new Group(List.of(), false));
    }
    cells.keySet().forEach(place -> groups.add(place.group()));
    int intervals = query.intervals().count();
    if ((long) groups.size() * intervals > SummaryQuery.MOST_ROWS) {
      throw ErrorCode.SUMMARY_TOO_LARGE.toException();
    }
    for (Group group : groups) {
      for (int interval = 0; interval < intervals; interval++) {
        cells.computeIfAbsent(new Place(interval, group), place -> new Cell());
      }
    }
  }

  private SummaryRow row(Place place, Cell cell) {
    return new SummaryRow(
        query.intervals().start(place.interval()),
        place.group().values(),
        place.group().other(),
        cell.sums,
        cell.latency.percentile(HALF),
        cell.latency.percentile(MOST),
        cell.ttft.percentile(HALF),
        cell.ttft.percentile(MOST));
  }

  private static int compare(Group one, Group another) {
    for (int i = 0; i < one.values().size(); i++) {
      int compared = UNKNOWN_LAST.compare(one.values().get(i), another.values().get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
