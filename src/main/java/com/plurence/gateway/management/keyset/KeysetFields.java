package com.plurence.gateway.management.keyset;

import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields of a list that grows can be asked for: reads {@code limit}, {@code offset}, {@code
 * after}, {@code order_asc}, {@code order_desc} and conditions from a query.
 *
 * @param kinds of the fields that can be asked for, {@code timestamp} among them
 * @param tagged whether there are also fields {@code tags.<key>}, which hold text
 * @param orders the fields that the list can be ordered by
 */
public record KeysetFields(Map<String, FieldKind> kinds, boolean tagged, Set<String> orders) {
  /**
   * The field that every such list has, and by which it is ordered unless something else is said.
   */
  public static final String TIMESTAMP = "timestamp";

  /** With what the names of fields begin that hold the value of a tag. */
  public static final String TAGS = "tags.";

  /** What lies behind as many rows as this is found by {@code after} alone. */
  public static final int HIGHEST_OFFSET = 10_000;

  private static final int DEFAULT_LIMIT = 20;
  private static final int HIGHEST_LIMIT = 100;
  private static final Pattern TAG_KEY = Pattern.compile("[a-z0-9_.-]{1,32}");
  private static final Order NEWEST_FIRST = new Order(TIMESTAMP, false);

  public KeysetFields {
    kinds = Map.copyOf(kinds);
    orders = Set.copyOf(orders);
  }

  /** Fails with QUERY_PARAMETER_UNKNOWN or QUERY_PARAMETER_INVALID, naming the parameter. */
  public KeysetQuery parse(Parameters query) {
    int limit = DEFAULT_LIMIT;
    int offset = 0;
    Order order = null;
    Optional<Position> after = Optional.empty();
    List<Filter> filters = new ArrayList<>();
    for (Map.Entry<String, String> parameter : query.all()) {
      String name = parameter.getKey();
      String value = parameter.getValue();
      switch (name) {
        case "limit" -> limit = Math.min(HIGHEST_LIMIT, Parameters.count(name, value));
        case "offset" -> offset = offset(value);
        case "after" -> after = Optional.of(Position.of(value).orElseThrow(() -> invalid(name)));
        case "order_asc", "order_desc" -> {
          if (order != null || !orders.contains(value)) {
            throw invalid(name);
          }
          order = new Order(value, name.equals("order_asc"));
        }
        default -> filters.add(filter(name, value));
      }
    }
    KeysetQuery parsed =
        new KeysetQuery(limit, offset, filters, order == null ? NEWEST_FIRST : order, after);
    if (after.isPresent() && (!parsed.byTime() || offset > 0)) {
      throw invalid("after");
    }
    return parsed;
  }

  /** One condition; fails as {@link #parse} does. */
  public Filter filter(String name, String value) {
    FieldKind kind = kind(name);
    if (kind == FieldKind.NUMBER || kind == FieldKind.TIME) {
      if (value.startsWith("ge=")) {
        return new Filter(name, Comparison.AT_LEAST, operand(kind, name, value.substring(3)));
      }
      if (value.startsWith("le=")) {
        return new Filter(name, Comparison.AT_MOST, operand(kind, name, value.substring(3)));
      }
    }
    return new Filter(name, Comparison.EQUAL, operand(kind, name, value));
  }

  private FieldKind kind(String name) {
    FieldKind kind = kinds.get(name);
    if (kind != null) {
      return kind;
    }
    if (tagged && isTag(name)) {
      return FieldKind.TEXT;
    }
    throw Parameters.unknown(name);
  }

  /** Whether the name is that of a tag's field. */
  public static boolean isTag(String name) {
    return name.startsWith(TAGS) && TAG_KEY.matcher(name.substring(TAGS.length())).matches();
  }

  private static Object operand(FieldKind kind, String name, String value) {
    return switch (kind) {
      case TEXT -> Parameters.plain(name, value);
      case FLAG -> Parameters.flag(name, value);
      case NUMBER -> Parameters.number(name, value);
      case TIME -> Parameters.time(name, value);
    };
  }

  private static int offset(String value) {
    int offset = Parameters.count("offset", value);
    if (offset > HIGHEST_OFFSET) {
      throw invalid("offset");
    }
    return offset;
  }

  private static GatewayException invalid(String name) {
    return Parameters.invalid(name);
  }
}
