package com.plurence.gateway.management;

import java.util.List;

/**
 * Which part of a list is wanted.
 *
 * @param limit at most so many items, 0 to 100
 * @param offset after so many items
 * @param filters all of which must hold
 * @param orders the first decides, the next breaks its ties
 */
public record ListQuery(int limit, int offset, List<Filter> filters, List<Order> orders) {
  public ListQuery {
    filters = List.copyOf(filters);
    orders = List.copyOf(orders);
  }

  /** How a field is compared with the value. */
  public enum Comparison {
    EQUAL,
    AT_LEAST,
    AT_MOST
  }

  /**
   * One condition.
   *
   * @param value a {@code String} or, for times and numbers, a {@code Long}
   */
  public record Filter(String field, Comparison comparison, Object value) {}

  /** One sort key. */
  public record Order(String field, boolean ascending) {}
}
