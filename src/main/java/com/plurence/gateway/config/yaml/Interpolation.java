package com.plurence.gateway.config.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:-default}</code> by variables of the environment,
 * as a shell does: the default also stands in for an empty variable. <code>$${</code> is a plain
 * <code>${</code>. What comes out is not looked at again.
 */
final class Interpolation {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(\\$?)\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?})?");

  private Interpolation() {}

  static String apply(String text, Map<String, String> environment) throws Refused {
    Matcher found = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(result, Matcher.quoteReplacement(replacement(found, environment)));
    }
    return found.appendTail(result).toString();
  }

  private static String replacement(Matcher found, Map<String, String> environment) throws Refused {
    boolean escaped = !"".equals(found.group(1));
    if (escaped) {
      return found.group().substring(1);
    }
    String name = found.group(2);
    if (name == null) {
      throw new Refused(
          "has a '${' that is no variable, accepted: ${NAME}, ${NAME:-default}, or $${ for a plain"
              + " '${'");
    }
    String value = environment.get(name);
    String fallback = found.group(4);
    if (fallback != null && isEmpty(value)) {
      return fallback;
    }
    if (value == null) {
      throw new Refused(
          "the environment variable %s is not set: set it, or write ${%s:-default}"
              .formatted(name, name));
    }
    return value;
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  /** The text cannot be completed; the reason holds no value. */
  static final class Refused extends Exception {
    private final String reason;

    Refused(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
