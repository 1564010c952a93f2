package com.plurence.gateway.dialect.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The names of one request's tools as a provider takes them, and back. The same name always becomes
 * the same, so nothing is kept between requests. For one thread.
 */
public final class ToolNames {
  private static final int LONGEST = 64;
  private static final int KEPT = 55;
  private static final int DIGITS = 8;

  /** What a kind of provider takes for a name. */
  public enum Rule {
    /** Letters, digits, {@code _} and {@code -}, at most 64. */
    USUAL,
    /** As {@link #USUAL}, beginning with a letter or {@code _}. */
    BEGINS_WITH_LETTER
  }

  private final Rule rule;
  private final Map<String, String> changed = new HashMap<>();

  /** No names yet; those that {@link #toProvider} is asked for are added. */
  public ToolNames(Rule rule) {
    this.rule = rule;
  }

  /** The name as the provider takes it: the same, if it is allowed. */
  public String toProvider(String name) {
    if (isAllowed(name)) {
      return name;
    }
    String allowed = allowed(name);
    changed.put(allowed, name);
    return allowed;
  }

  /** The client's own name for what the provider calls {@code name}. */
  public String toClient(String name) {
    return changed.isEmpty() ? name : changed.getOrDefault(name, name);
  }

  private boolean isAllowed(String name) {
    if (name.isEmpty() || name.length() > LONGEST || isBadBeginning(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean isBadBeginning(char first) {
    return rule == Rule.BEGINS_WITH_LETTER && !isLetter(first) && first != '_';
  }

  private static boolean isAllowed(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private String allowed(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length() && text.length() < KEPT; i++) {
      char c = name.charAt(i);
      if (text.isEmpty() && isAllowed(c) && isBadBeginning(c)) {
        text.append('_');
      }
      text.append(isAllowed(c) ? c : '_');
    }
    return text.append('_').append(digest(name)).toString();
  }

  private static String digest(String name) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every JDK has it
    }
  }
}
