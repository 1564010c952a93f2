package com.plurence.gateway.json;

import java.nio.charset.StandardCharsets;

/** A member of an object that somebody reads. Compared by identity; make each a constant. */
public final class Member {
  private final String name;
  private final byte[] bytes;
  private final Shape shape;
  private final boolean required;

  private Member(String name, Shape shape, boolean required) {
    this.name = name;
    this.bytes = name.getBytes(StandardCharsets.UTF_8);
    this.shape = shape;
    this.required = required;
  }

  /** A member that may be absent or null. */
  public static Member optional(String name, Shape shape) {
    return new Member(name, shape, false);
  }

  /** A member that must be there and not null. */
  public static Member required(String name, Shape shape) {
    return new Member(name, shape, true);
  }

  /** Its name, decoded. */
  public String name() {
    return name;
  }

  Shape shape() {
    return shape;
  }

  boolean isRequired() {
    return required;
  }

  /** The beginning of its name, in bytes, as {@link JsonText#beginning()} has it. */
  long beginning() {
    return JsonText.beginning(bytes, 0, bytes.length);
  }

  boolean isNamed(JsonText text) {
    return text.is(bytes);
  }

  /** Whether {@code text} is the name but for the case of its letters. */
  boolean isNamedInAnyCase(JsonText text) {
    return text.isInAnyCase(bytes);
  }
}
