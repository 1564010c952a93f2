package com.plurence.gateway.management;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the part asked for, in the order asked for
 * @param total how many match, on this page or another
 */
public record Page<T>(List<T> items, long total) {
  public Page {
    items = List.copyOf(items);
  }
}
