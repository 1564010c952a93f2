package com.plurence.gateway.management.keyset;

import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param limit at most so many items
 * @param offset after so many items
 * @param filters all of which must hold; of several exact values for one field, one
 * @param order by one field; ties are broken by time and id, in the same direction
 * @param after the row that the part begins after, if it was named
 */
public record KeysetQuery(
    int limit, int offset, List<Filter> filters, Order order, Optional<Position> after) {
  public KeysetQuery {
    filters = List.copyOf(filters);
  }

  /** The same with another limit. */
  public KeysetQuery withLimit(int other) {
    return new KeysetQuery(other, offset, filters, order, after);
  }

  /** Whether the next part can begin after a row of this one. */
  public boolean byTime() {
    return order.field().equals(KeysetFields.TIMESTAMP);
  }
}
