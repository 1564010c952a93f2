package com.plurence.gateway.config.provider;

import java.util.Optional;

/**
 * A model's name with one {@code *} in it, which stands for any text, also for none.
 *
 * @param beginning what stands before the {@code *}
 * @param end what stands behind it
 */
public record ModelPattern(String beginning, String end) {
  private static final char ANY = '*';

  /** The pattern that {@code name} is; empty if it is a name and no pattern. */
  public static Optional<ModelPattern> of(String name) {
    int at = name.indexOf(ANY);
    return at < 0
        ? Optional.empty()
        : Optional.of(new ModelPattern(name.substring(0, at), name.substring(at + 1)));
  }

  /** Whether {@code text} has no more than the one {@code *} that it may have. */
  public static boolean isAcceptable(String text) {
    return text.indexOf(ANY) == text.lastIndexOf(ANY);
  }

  /** Whether a client that sends {@code name} means this. */
  public boolean matches(String name) {
    return name.length() >= length() && name.startsWith(beginning) && name.endsWith(end);
  }

  /** {@code template} with what {@code name}, which matches, has in the place of the star. */
  public String fill(String template, String name) {
    String part = name.substring(beginning.length(), name.length() - end.length());
    int at = template.indexOf(ANY);
    return at < 0 ? template : template.substring(0, at) + part + template.substring(at + 1);
  }

  /** How much of a name it determines, in characters. */
  public int length() {
    return beginning.length() + end.length();
  }
}
