package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.TranslationJson;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema as Anthropic can keep to it to the letter: every object closed, and of the rest
 * only the members that it knows. What it does not know goes into the description, so that the
 * model at least reads it.
 */
final class ClosedSchema {
  private static final Set<String> COPIED =
      Set.of("type", "required", "enum", "const", "title", "$ref");
  private static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "$defs", "definitions");
  private static final Set<String> SCHEMAS = Set.of("items", "anyOf", "allOf");

  /** Written anew, or of no use to the model. */
  private static final Set<String> LEFT_OUT =
      Set.of("description", "additionalProperties", "$schema");

  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  private ClosedSchema() {}

  /** A closed copy of {@code schema}. */
  static ObjectNode of(ObjectNode schema) {
    ObjectNode closed = JsonNodeFactory.instance.objectNode();
    ObjectNode constraints = JsonNodeFactory.instance.objectNode();
    for (var member : schema.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (COPIED.contains(name) || isKnown(name, value)) {
        closed.set(name, value);
      } else if (SCHEMAS_BY_NAME.contains(name)) {
        closed.set(name, byName(value));
      } else if (SCHEMAS.contains(name)) {
        closed.set(name, oneOrSeveral(value));
      } else if (name.equals("oneOf") && !schema.has("anyOf")) {
        closed.set("anyOf", oneOrSeveral(value));
      } else if (!LEFT_OUT.contains(name)) {
        constraints.set(name, value);
      }
    }
    describe(closed, schema.get("description"), constraints);
    if (isOfObjects(schema)) {
      closed.put("additionalProperties", false);
    }
    return closed;
  }

  private static boolean isKnown(String name, JsonNode value) {
    return switch (name) {
      case "format" -> FORMATS.contains(value.asText());
      case "minItems" -> value.isNumber() && value.decimalValue().compareTo(BigDecimal.ONE) <= 0;
      default -> false;
    };
  }

  private static void describe(
      ObjectNode closed, @Nullable JsonNode description, ObjectNode constraints) {
    if (constraints.isEmpty()) {
      if (description != null) {
        closed.set("description", description);
      }
      return;
    }
    String words =
        description != null && description.isTextual() ? description.textValue() + "\n" : "";
    closed.put("description", words + "Constraints: " + TranslationJson.text(constraints));
  }

  private static boolean isOfObjects(ObjectNode schema) {
    JsonNode type = schema.path("type");
    return type.asText().equals("object")
        || type.valueStream().anyMatch(one -> one.asText().equals("object"))
        || (type.isMissingNode() && schema.has("properties"));
  }

  private static JsonNode byName(JsonNode schemas) {
    if (!(schemas instanceof ObjectNode named)) {
      return schemas;
    }
    ObjectNode closed = JsonNodeFactory.instance.objectNode();
    named.properties().forEach(one -> closed.set(one.getKey(), oneOrSeveral(one.getValue())));
    return closed;
  }

  private static JsonNode oneOrSeveral(JsonNode schemas) {
    if (schemas instanceof ArrayNode several) {
      ArrayNode closed = JsonNodeFactory.instance.arrayNode();
      several.forEach(one -> closed.add(one instanceof ObjectNode schema ? of(schema) : one));
      return closed;
    }
    return schemas instanceof ObjectNode schema ? of(schema) : schemas;
  }
}
