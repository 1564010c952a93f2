package com.plurence.gateway.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * What applications speak, by where they ask. Immutable.
 *
 * @param usual spoken wherever no other is
 * @param others that have places of their own
 */
public record ClientDialects(ClientDialect usual, List<ClientDialect> others) {
  /** Copies the list. */
  public ClientDialects {
    others = List.copyOf(others);
  }

  /** One dialect, spoken everywhere. */
  public static ClientDialects of(ClientDialect only) {
    return new ClientDialects(only, List.of());
  }

  /** The dialect of who asks at {@code path}. */
  public ClientDialect at(String path) {
    for (ClientDialect other : others) {
      if (other.isAt(path)) {
        return other;
      }
    }
    return usual;
  }

  /** All of them. */
  public List<ClientDialect> all() {
    List<ClientDialect> all = new ArrayList<>(others);
    all.add(usual);
    return all;
  }
}
