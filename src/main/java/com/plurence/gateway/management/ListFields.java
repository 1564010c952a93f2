package com.plurence.gateway.management;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of a list can be asked for: reads {@code limit}, {@code offset}, {@code order_asc},
 * {@code order_desc} and conditions from a query.
 *
 * @param texts the fields that hold text
 * @param times the fields that hold times
 * @param flags other parameters, which are true or false
 */
public record ListFields(Set<String> texts, Set<String> times, Set<String> flags) {
  private static final int DEFAULT_LIMIT = 20;
  private static final int HIGHEST_LIMIT = 100;

  public ListFields {
    texts = Set.copyOf(texts);
    times = Set.copyOf(times);
    flags = Set.copyOf(flags);
  }

  /** A list without other parameters. */
  public ListFields(Set<String> texts, Set<String> times) {
    this(texts, times, Set.of());
  }

  /** Fails with QUERY_PARAMETER_UNKNOWN or QUERY_PARAMETER_INVALID, naming the parameter. */
  ListQuery parse(MultiMap query) {
    int limit = DEFAULT_LIMIT;
    int offset = 0;
    List<Filter> filters = new ArrayList<>();
    List<Order> orders = new ArrayList<>();
    for (Map.Entry<String, String> parameter : query) {
      String name = parameter.getKey();
      String value = parameter.getValue();
      switch (name) {
        case "limit" -> limit = Math.min(HIGHEST_LIMIT, count(name, value));
        case "offset" -> offset = count(name, value);
        case "order_asc", "order_desc" ->
            orders.add(new Order(field(name, value), name.equals("order_asc")));
        default -> {
          if (!flags.contains(name)) {
            filters.add(filter(name, value));
          } else if (!value.equals("true") && !value.equals("false")) {
            throw invalid(name);
          }
        }
      }
    }
    return new ListQuery(limit, offset, filters, orders);
  }

  private static int count(String name, String value) {
    if (!value.matches("\\d{1,9}")) {
      throw invalid(name);
    }
    return Integer.parseInt(value);
  }

  private String field(String parameter, String value) {
    if (!texts.contains(value) && !times.contains(value)) {
      throw invalid(parameter);
    }
    return value;
  }

  private Filter filter(String name, String value) {
    if (!texts.contains(name) && !times.contains(name)) {
      throw ErrorCode.QUERY_PARAMETER_UNKNOWN.toException(Fields.shown(name));
    }
    if (value.startsWith("ge=")) {
      return new Filter(name, Comparison.AT_LEAST, operand(name, value.substring(3)));
    }
    if (value.startsWith("le=")) {
      return new Filter(name, Comparison.AT_MOST, operand(name, value.substring(3)));
    }
    return new Filter(name, Comparison.EQUAL, operand(name, value));
  }

  private Object operand(String name, String value) {
    if (times.contains(name)) {
      return Fields.asTime(value).orElseThrow(() -> invalid(name)).toEpochMilli();
    }
    if (!Fields.isPlain(value)) {
      throw invalid(name);
    }
    return value;
  }

  private static GatewayException invalid(String name) {
    return ErrorCode.QUERY_PARAMETER_INVALID.toException(Fields.shown(name));
  }
}
