package com.plurence.gateway.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a principal may do in its account; each role may do all that the later ones may. */
public enum Role {
  /** Changes the account and the principals in it. */
  OWNER,
  /** Changes projects and their keys. */
  MEMBER,
  /** Sees everything and changes nothing. */
  VIEWER;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that name, if there is one. */
  public static Optional<Role> named(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(wireName)).findFirst();
  }

  /** Whether this role may do what {@code needed} may. */
  public boolean includes(Role needed) {
    return compareTo(needed) <= 0;
  }
}
