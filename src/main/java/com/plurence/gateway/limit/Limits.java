package com.plurence.gateway.limit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The limits of one account, project, API key or model. Immutable.
 *
 * @param most by dimension, in its unit and in the order of {@link Dimension}; what is not there is
 *     not limited
 */
public record Limits(Map<Dimension, Long> most) {
  /** Nothing is limited. */
  public static final Limits NONE = new Limits(Map.of());

  /** Copies the map. */
  public Limits {
    Map<Dimension, Long> copy = new EnumMap<>(Dimension.class);
    copy.putAll(most);
    most = Collections.unmodifiableMap(copy);
  }
}
