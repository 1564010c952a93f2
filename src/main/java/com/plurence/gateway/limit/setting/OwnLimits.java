package com.plurence.gateway.limit.setting;

import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Limits;
import com.plurence.gateway.overload.Priority;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an account, project or API key has of its own. Immutable.
 *
 * @param values by dimension; an empty one lifts the default, one that is not there leaves it
 * @param models the same of models in a project, by the client's name; none of them is empty
 * @param reserve what requests of a project take; empty: the default
 * @param priority of the requests of an API key; empty: the default
 */
public record OwnLimits(
    Map<Dimension, OptionalLong> values,
    Map<String, Map<Dimension, OptionalLong>> models,
    Optional<Reserve> reserve,
    Optional<Priority> priority) {
  /** All is by default. */
  public static final OwnLimits NONE =
      new OwnLimits(Map.of(), Map.of(), Optional.empty(), Optional.empty());

  /** Copies the maps. */
  public OwnLimits {
    values = Map.copyOf(values);
    models = Map.copyOf(models);
  }

  /** What this makes of {@code defaults}. */
  Limits over(Limits defaults) {
    return over(defaults, values);
  }

  /** The limits of {@code model} in a project that has this. */
  Limits over(LimitsConfig defaults, String model) {
    return over(
        defaults.models().getOrDefault(model, Limits.NONE), models.getOrDefault(model, Map.of()));
  }

  private static Limits over(Limits defaults, Map<Dimension, OptionalLong> own) {
    if (own.isEmpty()) {
      return defaults;
    }
    Map<Dimension, Long> most = new EnumMap<>(Dimension.class);
    most.putAll(defaults.most());
    own.forEach(
        (dimension, value) -> {
          if (value.isPresent()) {
            most.put(dimension, value.getAsLong());
          } else {
            most.remove(dimension);
          }
        });
    return new Limits(most);
  }
}
