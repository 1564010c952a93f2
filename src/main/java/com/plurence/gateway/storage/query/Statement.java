package com.plurence.gateway.storage.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL that is put together piece by piece, each piece with its values. Used by one thread. */
final class Statement {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Adds {@code sql}, in which there is a question mark for each of the values. */
  Statement add(String sql, @Nullable Object... bound) {
    text.append(sql);
    values.addAll(java.util.Arrays.asList(bound));
    return this;
  }

  Statement add(Statement other) {
    text.append(other.text);
    values.addAll(other.values);
    return this;
  }

  String text() {
    return text.toString();
  }

  @Nullable Object[] values() {
    return values.toArray();
  }
}
