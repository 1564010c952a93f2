package com.plurence.gateway.management.keyset;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items in the order asked for
 * @param total how many match on any part, or a bound that they reach
 * @param more whether there are items behind these
 */
public record KeysetPage<T>(List<T> items, long total, boolean more) {
  public KeysetPage {
    items = List.copyOf(items);
  }

  /**
   * The part that was asked for.
   *
   * @param found the items of the part, and the next one if there is one
   */
  public static <T> KeysetPage<T> of(KeysetQuery query, List<T> found, long total) {
    boolean more = found.size() > query.limit();
    return new KeysetPage<>(more ? found.subList(0, query.limit()) : found, total, more);
  }
}
