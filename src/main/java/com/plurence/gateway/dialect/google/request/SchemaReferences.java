package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * JSON schemas as Google takes them: as they are, but for references, which may have few neighbours
 * or none.
 */
final class SchemaReferences {
  private static final String REFERENCE = "$ref";

  /** Members that are values rather than schemas, in which a {@code $ref} is none. */
  private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

  /** Members whose values are schemas by names, which may be any. */
  private static final Set<String> SCHEMAS_BY_NAME =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  private SchemaReferences() {}

  /** The schema of a tool's arguments. */
  static ObjectNode ofArguments(ObjectNode schema) {
    return without(schema, Set.of("description", "default"));
  }

  /** The schema of a response. */
  static ObjectNode ofResponse(ObjectNode schema) {
    ObjectNode rewritten = without(schema, Set.of());
    rewritten.remove("$schema");
    return rewritten;
  }

  private static ObjectNode without(ObjectNode schema, Set<String> neighbours) {
    ObjectNode copy = schema.deepCopy();
    rewrite(copy, neighbours);
    return copy;
  }

  private static void rewrite(JsonNode schema, Set<String> neighbours) {
    if (schema.isArray()) {
      schema.forEach(one -> rewrite(one, neighbours));
    } else if (schema instanceof ObjectNode object) {
      if (object.path(REFERENCE).isTextual()) {
        object
            .properties()
            .removeIf(
                member ->
                    !member.getKey().startsWith("$") && !neighbours.contains(member.getKey()));
      }
      object
          .properties()
          .forEach(member -> rewrite(member.getKey(), member.getValue(), neighbours));
    }
  }

  private static void rewrite(String member, JsonNode value, Set<String> neighbours) {
    if (SCHEMAS_BY_NAME.contains(member)) {
      value.forEach(schema -> rewrite(schema, neighbours));
    } else if (!VALUES.contains(member)) {
      rewrite(value, neighbours);
    }
  }
}
