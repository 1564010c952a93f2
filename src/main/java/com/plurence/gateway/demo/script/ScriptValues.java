package com.plurence.gateway.demo.script;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values of a script's headers, with their types checked. */
final class ScriptValues {
  static final String PREFIX = "x-demo-";

  private final MultiMap headers;

  ScriptValues(MultiMap headers) {
    this.headers = headers;
  }

  /** A misspelt header would otherwise make a test pass for the wrong reason. */
  void refuseUnknown(Set<String> known) {
    for (String name : headers.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(PREFIX) && !known.contains(lower.substring(PREFIX.length()))) {
        throw new BadScript(lower, "is unknown; known are " + new TreeSet<>(known));
      }
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(headers.get(PREFIX + name)).map(String::strip);
  }

  OptionalInt number(String name, int least, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= least && value <= most) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      // told below, together with a number out of range
    }
    throw bad(name, "must be a whole number from " + least + " to " + most);
  }

  boolean flag(String name, boolean otherwise) {
    return choice(name, Map.of("true", true, "false", false), otherwise);
  }

  <T> T choice(String name, Map<String, T> choices, T otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    T chosen = choices.get(text.get().toLowerCase(Locale.ROOT));
    if (chosen == null) {
      throw bad(name, "must be one of " + new TreeSet<>(choices.keySet()));
    }
    return chosen;
  }

  Set<String> names(String name) {
    return text(name).stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<Buffer> base64(String name) {
    try {
      return text(name).map(Base64.getDecoder()::decode).map(Buffer::buffer);
    } catch (IllegalArgumentException e) {
      throw bad(name, "must be base64");
    }
  }

  /** Every {@code Name: value} of a header that may be repeated. */
  List<Map.Entry<String, String>> pairs(String name) {
    return headers.getAll(PREFIX + name).stream().map(pair -> pair(name, pair)).toList();
  }

  private static Map.Entry<String, String> pair(String name, String pair) {
    int colon = pair.indexOf(':');
    if (colon < 1) {
      throw bad(name, "must be 'Name: value'");
    }
    return Map.entry(pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
  }

  private static BadScript bad(String name, String message) {
    return new BadScript(PREFIX + name, message);
  }
}
