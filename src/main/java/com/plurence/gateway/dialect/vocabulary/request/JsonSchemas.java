package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON schemas as clients write them, as far as all dialects need the same of them. */
public final class JsonSchemas {
  /** Members whose values are schemas by name. */
  private static final Set<String> SCHEMAS_BY_NAME =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /** Members that are a schema or a list of some. */
  private static final Set<String> SCHEMAS =
      Set.of(
          "items",
          "prefixItems",
          "additionalItems",
          "contains",
          "anyOf",
          "allOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else");

  private JsonSchemas() {}

  /**
   * The schema of a tool's arguments: an object with properties, and nothing that names a dialect
   * of JSON Schema. {@code schema} is copied, or null if the client gives none.
   */
  public static ObjectNode ofArguments(@Nullable ObjectNode schema) {
    ObjectNode complete =
        schema == null ? JsonNodeFactory.instance.objectNode() : schema.deepCopy();
    complete.remove("$schema");
    if (!complete.hasNonNull("type")) {
      complete.put("type", "object");
    }
    if (!complete.hasNonNull("properties")) {
      complete.putObject("properties");
    }
    return complete;
  }

  /**
   * Whether a provider can keep to {@code schema} to the letter: every object in it is closed, and
   * every property is required.
   */
  public static boolean isStrictable(ObjectNode schema) {
    return (!isOfObjects(schema) || (isClosed(schema) && requiresAll(schema)))
        && schema.properties().stream()
            .allMatch(member -> isStrictable(member.getKey(), member.getValue()));
  }

  private static boolean isStrictable(String member, JsonNode value) {
    if (SCHEMAS_BY_NAME.contains(member) || (SCHEMAS.contains(member) && value.isArray())) {
      return value.valueStream().allMatch(JsonSchemas::isStrictableSchema);
    }
    return !SCHEMAS.contains(member) || isStrictableSchema(value);
  }

  private static boolean isStrictableSchema(JsonNode value) {
    return !(value instanceof ObjectNode schema) || isStrictable(schema);
  }

  private static boolean isOfObjects(ObjectNode schema) {
    JsonNode type = schema.path("type");
    return schema.has("properties")
        || type.asText().equals("object")
        || type.valueStream().anyMatch(one -> one.asText().equals("object"));
  }

  private static boolean isClosed(ObjectNode schema) {
    JsonNode others = schema.path("additionalProperties");
    return others.isBoolean() && !others.booleanValue();
  }

  private static boolean requiresAll(ObjectNode schema) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return schema
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .allMatch(required::contains);
  }
}
