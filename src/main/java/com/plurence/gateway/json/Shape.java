package com.plurence.gateway.json;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value must look like, as far as somebody reads it. Members that a shape does not name may
 * be anything and are not looked at. Immutable.
 */
public final class Shape {
  private final Set<JsonKind> kinds;
  private final String demand;
  private final List<Member> members;
  private final long[] beginnings;
  private final @Nullable Shape items;
  private final boolean filled;
  private final boolean alike;
  private final int textLimit;
  private final @Nullable Condition condition;
  private final @Nullable Member rest;

  private Shape(
      Set<JsonKind> kinds,
      String demand,
      List<Member> members,
      @Nullable Shape items,
      boolean filled,
      boolean alike,
      int textLimit,
      @Nullable Condition condition,
      @Nullable Member rest) {
    this.kinds = kinds;
    this.demand = demand;
    this.members = members;
    this.beginnings = members.stream().mapToLong(Member::beginning).toArray();
    this.items = items;
    this.filled = filled;
    this.alike = alike;
    this.textLimit = textLimit;
    this.condition = condition;
    this.rest = rest;
  }

  /** A value of one of {@code kinds}; {@code demand} says so to whoever sent another. */
  public static Shape of(String demand, JsonKind... kinds) {
    Set<JsonKind> set = EnumSet.noneOf(JsonKind.class);
    Collections.addAll(set, kinds);
    return new Shape(set, demand, List.of(), null, false, false, 0, null, null);
  }

  /** A value of any kind. */
  public static Shape any() {
    return of("", JsonKind.values());
  }

  /** The same, naming the members of an object that are read, at most 64. */
  public Shape with(Member... named) {
    if (named.length > Long.SIZE) {
      throw new IllegalArgumentException("at most 64 members, not " + named.length);
    }
    List<Member> list = List.of(named);
    return new Shape(kinds, demand, list, items, filled, alike, textLimit, condition, rest);
  }

  /** The same, where {@code any} stands for each member of an object that is not named. */
  public Shape withRest(Member any) {
    return new Shape(kinds, demand, members, items, filled, alike, textLimit, condition, any);
  }

  /** The same, where the items of an array have the shape {@code item}. */
  public Shape withItems(Shape item) {
    return new Shape(kinds, demand, members, item, filled, alike, textLimit, condition, rest);
  }

  /** The same, where the items of an array are all of one kind. */
  public Shape alike() {
    return new Shape(kinds, demand, members, items, filled, true, textLimit, condition, rest);
  }

  /** The same, refusing an empty string, object or array. */
  public Shape filled() {
    return new Shape(kinds, demand, members, items, true, alike, textLimit, condition, rest);
  }

  /** The same, where the first {@code bytes} of a string are wanted as text. */
  public Shape withText(int bytes) {
    return new Shape(kinds, demand, members, items, filled, alike, bytes, condition, rest);
  }

  /** The same, where the text of a string or number must also fulfil a condition. */
  public Shape where(Condition further) {
    return new Shape(kinds, demand, members, items, filled, alike, textLimit, further, rest);
  }

  boolean isEntered(JsonKind kind) {
    return kinds.contains(kind) && (kind == JsonKind.OBJECT ? !members.isEmpty() : items != null);
  }

  List<Member> members() {
    return members;
  }

  /** The position among the members of the one called {@code name}; -1 if none is. */
  int indexOf(JsonText name) {
    long beginning = name.beginning();
    for (int i = 0; i < beginnings.length; i++) {
      if (beginnings[i] == beginning && members.get(i).isNamed(name)) {
        return i;
      }
    }
    return -1;
  }

  @Nullable Shape items() {
    return items;
  }

  @Nullable Member rest() {
    return rest;
  }

  boolean itemsAreAlike() {
    return alike;
  }

  int textLimit() {
    return textLimit;
  }

  /** What is wrong with {@code value}; null if nothing is. */
  @Nullable String complaint(JsonValue value) {
    if (!kinds.contains(value.kind())) {
      return demand;
    }
    if (filled && value.empty()) {
      return "must not be empty";
    }
    boolean hasText = value.kind() == JsonKind.STRING || value.kind() == JsonKind.NUMBER;
    return condition != null && hasText ? condition.complaint(value) : null;
  }

  /** What a kind alone can't say. */
  @FunctionalInterface
  public interface Condition {
    /** What is wrong with a string or number, said to whoever sent it; null if nothing is. */
    @Nullable String complaint(JsonValue value);
  }
}
