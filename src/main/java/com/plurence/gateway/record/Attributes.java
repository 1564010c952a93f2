package com.plurence.gateway.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What extensions want to be known of a request; most have nothing to say. */
final class Attributes {
  private @Nullable Map<String, String> values;

  /** The last value of a name counts. */
  void put(String name, String value) {
    Map<String, String> all = values;
    if (all == null) {
      all = new LinkedHashMap<>();
      values = all;
    }
    all.put(name, value);
  }

  /** In the order in which they came. */
  Map<String, String> all() {
    return values == null ? Map.of() : Collections.unmodifiableMap(values);
  }
}
