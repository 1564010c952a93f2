package com.plurence.gateway.demo.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Makes one number within the bounds of a schema. */
final class NumberValue {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Digits behind the point that a number between two bounds is looked for with. */
  private static final int MOST_DIGITS = 12;

  private NumberValue() {}

  static JsonNode of(JsonNode schema, boolean whole, int variant) {
    BigDecimal step = step(schema, whole);
    @Nullable BigDecimal low = bound(schema, "minimum", "exclusiveMinimum");
    @Nullable BigDecimal high = bound(schema, "maximum", "exclusiveMaximum");
    boolean aboveLow = isExclusive(schema, "minimum", "exclusiveMinimum");
    BigDecimal number = BigDecimal.ONE;
    if (low != null && (number.compareTo(low) < 0 || (aboveLow && number.compareTo(low) == 0))) {
      number = low;
    }
    if (high != null && number.compareTo(high) >= 0) {
      number = low != null ? low : high.subtract(step);
    }
    number = onStep(number, step, RoundingMode.CEILING);
    if (aboveLow && low != null && number.compareTo(low) <= 0) {
      number = number.add(step);
    }
    if (high != null && number.compareTo(high) >= 0) {
      number = nearHigh(schema, whole, low, high);
    }
    BigDecimal next = number.add(step.multiply(BigDecimal.valueOf(variant)));
    return node(high != null && next.compareTo(high) > 0 ? number : next, whole);
  }

  /** The highest number, or one between the two bounds where these exclude one another's steps. */
  private static BigDecimal nearHigh(
      JsonNode schema, boolean whole, @Nullable BigDecimal low, BigDecimal high) {
    boolean belowHigh = isExclusive(schema, "maximum", "exclusiveMaximum");
    BigDecimal step = step(schema, whole);
    BigDecimal highest = onStep(high, step, RoundingMode.FLOOR);
    if (belowHigh && highest.compareTo(high) >= 0) {
      highest = highest.subtract(step);
    }
    boolean aboveLow = isExclusive(schema, "minimum", "exclusiveMinimum");
    boolean fits = low == null || highest.compareTo(low) >= (aboveLow ? 1 : 0);
    boolean free = !whole && !schema.has("multipleOf");
    return fits || !free || low == null
        ? highest
        : low.add(high).divide(TWO, MOST_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  private static BigDecimal step(JsonNode schema, boolean whole) {
    JsonNode multiple = schema.path("multipleOf");
    BigDecimal step = multiple.isNumber() ? multiple.decimalValue() : BigDecimal.ONE;
    if (step.signum() <= 0) {
      return BigDecimal.ONE;
    }
    // Of a whole number that is a multiple of 0.5, each whole number is one.
    return whole && step.stripTrailingZeros().scale() > 0 ? BigDecimal.ONE : step;
  }

  private static BigDecimal onStep(BigDecimal number, BigDecimal step, RoundingMode mode) {
    return number.divide(step, 0, mode).multiply(step);
  }

  private static @Nullable BigDecimal bound(JsonNode schema, String name, String exclusive) {
    @Nullable BigDecimal plain =
        schema.path(name).isNumber() ? schema.get(name).decimalValue() : null;
    @Nullable BigDecimal strict =
        schema.path(exclusive).isNumber() ? schema.get(exclusive).decimalValue() : null;
    if (plain == null || strict == null) {
      return plain == null ? strict : plain;
    }
    return name.equals("minimum") ? plain.max(strict) : plain.min(strict);
  }

  /** The older form of a schema has a flag beside the bound. */
  private static boolean isExclusive(JsonNode schema, String name, String exclusive) {
    @Nullable BigDecimal bound = bound(schema, name, exclusive);
    return schema.path(exclusive).asBoolean()
        || (bound != null
            && schema.path(exclusive).isNumber()
            && schema.get(exclusive).decimalValue().compareTo(bound) == 0);
  }

  private static JsonNode node(BigDecimal number, boolean whole) {
    return whole || number.stripTrailingZeros().scale() <= 0
        ? JsonNodeFactory.instance.numberNode(integer(number))
        : DecimalNode.valueOf(number);
  }

  private static BigInteger integer(BigDecimal number) {
    return number.setScale(0, RoundingMode.FLOOR).toBigInteger();
  }
}
