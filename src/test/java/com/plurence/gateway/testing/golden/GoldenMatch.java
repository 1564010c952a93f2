package com.plurence.gateway.testing.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Compares JSON with what a golden case wants: exactly, an additional member is a difference, but
 * for objects that describe a value, such as {@code {"$":"integer","min":1}}. One for all of a
 * case, since ids must be the same wherever the case names them the same.
 */
public final class GoldenMatch {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** What every alias for SDKs of OpenAI has, and what the contract mirrors in it beside. */
  private static final Set<String> OF_OPENAI = Set.of("message", "type", "param", "code");

  private static final Set<String> MIRRORED = Set.of("error_id", "request_id", "details");

  private static final Pattern MADE = Pattern.compile("[A-Za-z0-9_-]+");

  private final Map<String, String> ids = new HashMap<>();
  private final List<String> differences = new ArrayList<>();

  /** Everything in which {@code actual} is not as {@code wanted}, in words. */
  public List<String> differences(JsonNode wanted, JsonNode actual) {
    differences.clear();
    compare("", wanted, actual);
    return List.copyOf(differences);
  }

  /** The JSON in {@code text}; missing if it is none. */
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      return MissingNode.getInstance();
    }
  }

  private void compare(String path, JsonNode wanted, JsonNode actual) {
    if (wanted.has("$")) {
      describe(path, wanted, actual);
    } else if (wanted.isObject() && actual.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      wanted.fieldNames().forEachRemaining(names::add);
      actual.fieldNames().forEachRemaining(names::add);
      if (path.endsWith(".error") && names.containsAll(OF_OPENAI)) {
        names.removeIf(name -> MIRRORED.contains(name) && !wanted.has(name));
      }
      for (String name : names) {
        compare(path + "." + name, wanted.path(name), actual.path(name));
      }
    } else if (wanted.isArray() && actual.isArray()) {
      for (int i = 0; i < Math.max(wanted.size(), actual.size()); i++) {
        compare(path + "[" + i + "]", wanted.path(i), actual.path(i));
      }
    } else if (wanted.isNumber() && actual.isNumber()) {
      check(path, wanted, actual, wanted.decimalValue().compareTo(actual.decimalValue()) == 0);
    } else {
      check(path, wanted, actual, wanted.equals(actual));
    }
  }

  private void describe(String path, JsonNode wanted, JsonNode actual) {
    switch (wanted.get("$").textValue()) {
      case "any" -> check(path, wanted, actual, !actual.isMissingNode());
      case "string" ->
          check(
              path,
              wanted,
              actual,
              actual.isTextual()
                  && actual.textValue().startsWith(wanted.path("starts").asText("")));
      case "integer" ->
          check(
              path,
              wanted,
              actual,
              actual.isIntegralNumber()
                  && actual.longValue() >= wanted.path("min").asLong(Long.MIN_VALUE));
      case "uuid" -> check(path, wanted, actual, isUuid(actual.asText("")));
      case "id" -> check(path, wanted, actual, isId(wanted, actual));
      case "json" -> compare(path + "(json)", wanted.get("value"), parse(actual.asText("")));
      default -> throw new AssertionError("an unknown description: " + wanted);
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** The same wherever the case says the same of it, and nowhere else. */
  private boolean isId(JsonNode wanted, JsonNode actual) {
    String id = actual.asText("");
    String prefix = wanted.path("prefix").asText("");
    if (!id.startsWith(prefix)
        || id.length() < prefix.length() + 8
        || !MADE.matcher(id).matches()) {
      return false;
    }
    String name = wanted.path("as").asText();
    boolean elsewhere =
        ids.entrySet().stream()
            .anyMatch(known -> !known.getKey().equals(name) && known.getValue().equals(id));
    return !elsewhere && id.equals(ids.computeIfAbsent(name, added -> id));
  }

  private void check(String path, JsonNode wanted, JsonNode actual, boolean same) {
    if (!same) {
      differences.add(
          "%s: wanted %s, got %s"
              .formatted(
                  path.isEmpty() ? "(whole)" : path,
                  wanted.isMissingNode() ? "nothing" : wanted,
                  actual.isMissingNode() ? "nothing" : actual));
    }
  }
}
