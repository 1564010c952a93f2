package com.plurence.gateway.limit.setting;

import com.plurence.gateway.limit.Scope;
import java.util.Arrays;

/**
 * Who may have limits of its own.
 *
 * @param kind an account, project or API key; never a model, whose limits are its project's
 */
public record LimitOwner(Scope.Kind kind, String id) {
  public static LimitOwner account(String id) {
    return new LimitOwner(Scope.Kind.ACCOUNT, id);
  }

  public static LimitOwner project(String id) {
    return new LimitOwner(Scope.Kind.PROJECT, id);
  }

  public static LimitOwner key(String id) {
    return new LimitOwner(Scope.Kind.KEY, id);
  }

  /** Kind and id, as gateways tell them to one another. */
  public String text() {
    return kind.label() + ' ' + id;
  }

  /** Reads what {@link #text()} wrote. */
  public static LimitOwner parse(String text) {
    int space = text.indexOf(' ');
    return of(text.substring(0, space), text.substring(space + 1));
  }

  /** The owner whose kind has that label. */
  public static LimitOwner of(String label, String id) {
    return Arrays.stream(Scope.Kind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .map(kind -> new LimitOwner(kind, id))
        .orElseThrow(() -> new IllegalArgumentException("not a kind of owner: " + label));
  }
}
