package com.plurence.gateway.storage.query;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.keyset.KeysetFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Conditions of a list as SQL. Tags are JSON in the column {@code tags}, whose keys and values hold
 * neither commas nor control characters.
 *
 * @param expression of a field that clients may name
 * @param nullable the fields of which an empty value asks for those rows that have none
 */
record FieldConditions(UnaryOperator<String> expression, Set<String> nullable) {

  /**
   * All conditions, each beginning with {@code and}; of several exact values for a field one is
   * enough.
   */
  Statement all(List<Filter> filters) {
    Statement conditions = new Statement();
    Map<String, List<Filter>> exact =
        filters.stream()
            .filter(filter -> filter.comparison() == Comparison.EQUAL)
            .collect(Collectors.groupingBy(Filter::field, LinkedHashMap::new, Collectors.toList()));
    exact.values().forEach(values -> conditions.add(" and ").add(any(values)));
    filters.stream()
        .filter(filter -> filter.comparison() != Comparison.EQUAL)
        .forEach(
            filter ->
                conditions.add(
                    " and %s %s ?"
                        .formatted(
                            expression.apply(filter.field()),
                            filter.comparison() == Comparison.AT_LEAST ? ">=" : "<="),
                    filter.value()));
    return conditions;
  }

  private Statement any(List<Filter> values) {
    Statement any = new Statement().add("(");
    String or = "";
    for (Filter filter : values) {
      any.add(or).add(equal(filter));
      or = " or ";
    }
    return any.add(")");
  }

  private Statement equal(Filter filter) {
    String field = filter.field();
    if (KeysetFields.isTag(field)) {
      String key = field.substring(KeysetFields.TAGS.length());
      return new Statement()
          .add(
              "position(cast(? as varchar) in tags) > 0",
              member(key) + escaped(filter.value()) + '"');
    }
    if (nullable.contains(field) && filter.value().equals("")) {
      return new Statement().add(expression.apply(field) + " is null");
    }
    return new Statement().add(expression.apply(field) + " = ?", filter.value());
  }

  /** How the tag begins; its key holds letters, digits, points, hyphens and underscores. */
  static String member(String key) {
    return "\"" + key + "\":\"";
  }

  private static String escaped(Object value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(value)));
  }
}
