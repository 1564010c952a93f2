package com.plurence.gateway.usage.query;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.Parameters;
import com.plurence.gateway.management.keyset.KeysetFields;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a {@link SummaryQuery} from the parameters of a request. */
final class SummaryParameters {
  private static final Set<String> GROUPS =
      Set.of(
          "project_id",
          "key_id",
          "model",
          "provider",
          "target",
          "operation",
          "finish_reason",
          "error_id");
  private static final int MOST_GROUPS = 8;
  private static final int HIGHEST_TOP = 20;
  private static final long DAY = 86_400_000;

  private final List<Filter> filters = new ArrayList<>();
  private final Set<String> groupBy = new LinkedHashSet<>();
  private Interval interval = Interval.NONE;
  private ZoneId zone = ZoneOffset.UTC;
  private boolean fill;
  private int top;
  private Measure measure = Measure.COST;
  private long from = -1;
  private long to = -1;

  private SummaryParameters() {}

  /**
   * Fails with QUERY_PARAMETER_UNKNOWN or QUERY_PARAMETER_INVALID, naming the parameter, and with
   * SUMMARY_TOO_LARGE if there are too many intervals.
   *
   * @param now what the last 24 hours are counted from, in milliseconds since 1970
   */
  static SummaryQuery parse(Parameters query, long now) {
    SummaryParameters read = new SummaryParameters();
    query.all().forEach(parameter -> read.parameter(parameter.getKey(), parameter.getValue()));
    return read.query(now);
  }

  private void parameter(String name, String value) {
    switch (name) {
      case "group_by" -> groups(value);
      case "interval" -> interval = constant(Interval.class, name, value);
      case "tz" -> zone = zone(value);
      case "fill" -> fill = Parameters.flag(name, value);
      case "top" -> top = top(value);
      case "measure" -> measure = constant(Measure.class, name, value);
      case KeysetFields.TIMESTAMP -> bound(UsageFields.FIELDS.filter(name, value));
      default -> filters.add(UsageFields.FIELDS.filter(name, value));
    }
  }

  private void groups(String value) {
    for (String field : value.split(",", -1)) {
      if ((!GROUPS.contains(field) && !KeysetFields.isTag(field))
          || !groupBy.add(field)
          || groupBy.size() > MOST_GROUPS) {
        throw Parameters.invalid("group_by");
      }
    }
  }

  /** A range; of several bounds the narrowest counts. */
  private void bound(Filter filter) {
    long time = (Long) filter.value();
    if (filter.comparison() == Comparison.AT_LEAST) {
      from = Math.max(from, time);
    } else if (filter.comparison() == Comparison.AT_MOST) {
      to = to < 0 ? time : Math.min(to, time);
    } else {
      throw Parameters.invalid(KeysetFields.TIMESTAMP);
    }
  }

  private static int top(String value) {
    int top = Parameters.count("top", value);
    if (top < 1 || top > HIGHEST_TOP) {
      throw Parameters.invalid("top");
    }
    return top;
  }

  /** A name of the time zone database; what Java knows beside these is nobody else's. */
  private static ZoneId zone(String value) {
    try {
      if (ZoneId.getAvailableZoneIds().contains(value)) {
        return ZoneId.of(value);
      }
    } catch (DateTimeException e) {
      throw Parameters.invalid("tz");
    }
    throw Parameters.invalid("tz");
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw Parameters.invalid(name);
  }

  private SummaryQuery query(long now) {
    if (top > 0 && groupBy.isEmpty()) {
      throw Parameters.invalid("top");
    }
    if (from < 0) {
      from = to < 0 ? now - DAY : 0;
    }
    if (to < 0) {
      to = Math.max(now, from) + 1;
    }
    if (to < from) {
      throw Parameters.invalid(KeysetFields.TIMESTAMP);
    }
    Intervals intervals = Intervals.of(interval, zone, new TimeRange(from, to).widened(zone));
    if (fill && intervals.count() > SummaryQuery.MOST_ROWS) {
      throw ErrorCode.SUMMARY_TOO_LARGE.toException();
    }
    return new SummaryQuery(List.copyOf(groupBy), intervals, filters, fill, top, measure);
  }
}
