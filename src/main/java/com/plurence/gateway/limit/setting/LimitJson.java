package com.plurence.gateway.limit.setting;

import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Limits;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.overload.Priority;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Limits as the API and the store write them. */
public final class LimitJson {
  static final String NONE = "none";
  static final String MODELS = "models";
  static final String RESERVE = "reserve";
  static final String PRIORITY = "priority";

  private LimitJson() {}

  /** What somebody has of its own. */
  public static JsonObject write(OwnLimits own) {
    JsonObject json = values(own.values());
    if (!own.models().isEmpty()) {
      JsonObject models = new JsonObject();
      new TreeMap<>(own.models()).forEach((name, values) -> models.put(name, values(values)));
      json.put(MODELS, models);
    }
    own.reserve().ifPresent(reserve -> json.put(RESERVE, reserve.label()));
    own.priority().ifPresent(priority -> json.put(PRIORITY, priority.label()));
    return json;
  }

  private static JsonObject values(Map<Dimension, OptionalLong> values) {
    JsonObject json = new JsonObject();
    for (Dimension dimension : Dimension.values()) {
      OptionalLong value = values.get(dimension);
      if (value != null) {
        json.put(
            dimension.label(),
            value.isPresent() ? number(dimension, value.getAsLong()) : (Object) NONE);
      }
    }
    return json;
  }

  /** Limits by dimension. */
  static JsonObject write(Limits limits) {
    JsonObject json = new JsonObject();
    limits
        .most()
        .forEach((dimension, most) -> json.put(dimension.label(), number(dimension, most)));
    return json;
  }

  /** An amount as people write it. */
  static Number number(Dimension dimension, long amount) {
    BigDecimal written = dimension.unit().written(amount);
    return written.scale() == 0 ? (Number) written.longValueExact() : new PlainDecimal(written);
  }

  /** Reads what {@link #write(OwnLimits)} wrote. */
  public static OwnLimits read(JsonObject json) {
    Map<String, Map<Dimension, OptionalLong>> models = new HashMap<>();
    JsonObject written = json.getJsonObject(MODELS, new JsonObject());
    for (String name : written.fieldNames()) {
      models.put(name, values(written.getJsonObject(name), Scope.Kind.MODEL));
    }
    return new OwnLimits(
        values(json, Scope.Kind.PROJECT),
        models,
        Optional.ofNullable(json.getString(RESERVE)).flatMap(Reserve::named),
        Optional.ofNullable(json.getString(PRIORITY)).flatMap(Priority::named));
  }

  private static Map<Dimension, OptionalLong> values(JsonObject json, Scope.Kind kind) {
    Map<Dimension, OptionalLong> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.of(kind)) {
      Object value = json.getValue(dimension.label());
      if (value != null) {
        values.put(dimension, amount(dimension, value));
      }
    }
    return values;
  }

  /** Empty for a word; a limit has so few digits that a floating point number keeps them all. */
  private static OptionalLong amount(Dimension dimension, Object value) {
    return value instanceof Number number
        ? dimension.unit().limit(new BigDecimal(number.toString()))
        : OptionalLong.empty();
  }
}
