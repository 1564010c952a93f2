package com.plurence.gateway.limit.setting;

import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.overload.Priority;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a request changes of the limits somebody has: a number, the word that lifts a default, or
 * null, which goes back to it. What it does not name stays.
 */
public final class LimitPatch implements UnaryOperator<OwnLimits> {
  /** So that what one project has stays small enough to be held and read whole. */
  private static final int MOST_MODELS = 500;

  private static final String TOO_MANY = "must be at most " + MOST_MODELS + " in a project";
  private static final int LONGEST_MODEL = 256;

  private final Map<Dimension, Optional<OptionalLong>> values;
  private final boolean forgetsModels;
  private final Map<String, Optional<Map<Dimension, Optional<OptionalLong>>>> models =
      new LinkedHashMap<>();
  private final UnaryOperator<Optional<Reserve>> reserve;
  private final UnaryOperator<Optional<Priority>> priority;

  private LimitPatch(Fields fields, Scope.Kind kind) {
    boolean isProject = kind == Scope.Kind.PROJECT;
    this.values = values(fields, kind);
    this.forgetsModels =
        isProject && fields.has(LimitJson.MODELS) && fields.value(LimitJson.MODELS) == null;
    if (isProject) {
      fields.object(LimitJson.MODELS).ifPresent(this::readModels);
    }
    this.reserve =
        isProject
            ? word(fields, LimitJson.RESERVE, Reserve::named, "must be learned or max")
            : UnaryOperator.identity();
    this.priority =
        kind == Scope.Kind.KEY
            ? word(fields, LimitJson.PRIORITY, Priority::named, "must be critical, normal or batch")
            : UnaryOperator.identity();
  }

  /**
   * Reads the members of {@code fields}, which is to be checked afterwards.
   *
   * @param kind whose limits they are
   */
  public static LimitPatch read(Fields fields, Scope.Kind kind) {
    return new LimitPatch(fields, kind);
  }

  /** Reads the limits of something new, which are the member {@code limits}, if it is there. */
  public static OwnLimits ofNew(Fields fields, Scope.Kind kind) {
    Optional<Fields> members = fields.object("limits");
    OwnLimits limits =
        members.map(named -> read(named, kind).merged(OwnLimits.NONE)).orElse(OwnLimits.NONE);
    if (hasTooMany(limits)) {
      members.orElseThrow().violation(LimitJson.MODELS, TOO_MANY);
    }
    return limits;
  }

  private static Map<Dimension, Optional<OptionalLong>> values(Fields fields, Scope.Kind kind) {
    Map<Dimension, Optional<OptionalLong>> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.of(kind)) {
      if (fields.has(dimension.label())) {
        values.put(dimension, value(fields, dimension));
      }
    }
    return values;
  }

  /** Empty for null; the inner one is empty for the word. */
  private static Optional<OptionalLong> value(Fields fields, Dimension dimension) {
    Object value = fields.value(dimension.label());
    if (value == null) {
      return Optional.empty();
    }
    if (value.equals(LimitJson.NONE)) {
      return Optional.of(OptionalLong.empty());
    }
    OptionalLong limit =
        value instanceof Number number
            ? dimension.unit().limit(new BigDecimal(number.toString()))
            : OptionalLong.empty();
    if (limit.isEmpty()) {
      fields.violation(
          dimension.label(), "must be %s, \"none\" or null".formatted(dimension.unit().accepted()));
    }
    return Optional.of(limit);
  }

  private void readModels(Fields fields) {
    for (String name : fields.names()) {
      if (name.isBlank() || name.length() > LONGEST_MODEL || ModelPattern.of(name).isPresent()) {
        fields.ignoring(name);
        fields.violation(Fields.shown(name), "must be the name of a model, without '*'");
      } else {
        models.put(name, fields.object(name).map(values -> values(values, Scope.Kind.MODEL)));
      }
    }
  }

  private static <T> UnaryOperator<Optional<T>> word(
      Fields fields, String name, Function<String, Optional<T>> named, String otherwise) {
    if (!fields.has(name)) {
      return UnaryOperator.identity();
    }
    Object value = fields.value(name);
    Optional<T> word = value instanceof String text ? named.apply(text) : Optional.empty();
    if (value != null && word.isEmpty()) {
      fields.violation(name, otherwise);
    }
    return before -> word;
  }

  /** Fails with VALIDATION_FAILED when there would be too many models. */
  @Override
  public OwnLimits apply(OwnLimits before) {
    OwnLimits after = merged(before);
    if (hasTooMany(after)) {
      throw ErrorCode.VALIDATION_FAILED.toException(
          List.of(new FieldError(LimitJson.MODELS, TOO_MANY)));
    }
    return after;
  }

  private static boolean hasTooMany(OwnLimits limits) {
    return limits.models().size() > MOST_MODELS;
  }

  private OwnLimits merged(OwnLimits before) {
    Map<String, Map<Dimension, OptionalLong>> merged =
        new HashMap<>(forgetsModels ? Map.of() : before.models());
    models.forEach(
        (name, patch) -> {
          Map<Dimension, OptionalLong> after =
              patch
                  .map(changes -> merged(merged.getOrDefault(name, Map.of()), changes))
                  .orElse(Map.of());
          if (after.isEmpty()) {
            merged.remove(name);
          } else {
            merged.put(name, after);
          }
        });
    return new OwnLimits(
        merged(before.values(), values),
        merged,
        reserve.apply(before.reserve()),
        priority.apply(before.priority()));
  }

  private static Map<Dimension, OptionalLong> merged(
      Map<Dimension, OptionalLong> before, Map<Dimension, Optional<OptionalLong>> changes) {
    Map<Dimension, OptionalLong> after = new EnumMap<>(Dimension.class);
    after.putAll(before);
    changes.forEach(
        (dimension, change) ->
            change.ifPresentOrElse(
                value -> after.put(dimension, value), () -> after.remove(dimension)));
    return after;
  }
}
