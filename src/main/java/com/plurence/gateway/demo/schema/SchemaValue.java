package com.plurence.gateway.demo.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes one value that fits a JSON schema, always the same one. Knows what schemas of tools and of
 * structured output use: types, nested objects and arrays, {@code enum}, {@code const}, {@code
 * anyOf}, {@code oneOf}, {@code allOf}, references, bounds, lengths, formats and simple patterns.
 */
public final class SchemaValue {
  /** Below this level only what must be there is made, so that recursive schemas end. */
  private static final int ROOMY = 5;

  private static final int DEEPEST = 40;
  private static final int MOST_ITEMS = 1000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;

  private SchemaValue(JsonNode root) {
    this.root = root;
  }

  /** A value that fits {@code schema}; any schema without a type is taken for one of text. */
  public static JsonNode of(JsonNode schema) {
    return new SchemaValue(schema).value(schema, 0, 0);
  }

  /**
   * A value.
   *
   * @param variant another one for each number, where there are several
   */
  private JsonNode value(JsonNode written, int level, int variant) {
    if (level > DEEPEST) {
      return NullNode.instance;
    }
    JsonNode schema = resolved(written, 0);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray() && !schema.get("enum").isEmpty()) {
      return schema.get("enum").get(variant % schema.get("enum").size());
    }
    for (String choice : new String[] {"anyOf", "oneOf"}) {
      if (schema.path(choice).isArray() && !schema.get(choice).isEmpty()) {
        return chosen(schema, choice, level, variant);
      }
    }
    return typed(schema, type(schema, level), level, variant);
  }

  private JsonNode chosen(JsonNode schema, String choice, int level, int variant) {
    boolean wantsNull = level >= ROOMY;
    JsonNode best = schema.get(choice).get(0);
    for (JsonNode option : schema.get(choice)) {
      if (wantsNull == type(resolved(option, 0), level).equals("null")) {
        best = option;
        break;
      }
    }
    ObjectNode rest = schema.deepCopy();
    rest.remove(choice);
    return value(merged(rest, resolved(best, 0)), level + 1, variant);
  }

  /**
   * What the schema stands for: its reference followed, and all that it is made of put together.
   */
  private JsonNode resolved(JsonNode schema, int steps) {
    if (!schema.isObject() || steps > DEEPEST) {
      return JSON.objectNode();
    }
    if (schema.path("$ref").isTextual()) {
      String pointer = schema.get("$ref").textValue().replaceFirst("^#", "");
      JsonNode target =
          pointer.isEmpty() || pointer.startsWith("/") ? root.at(pointer) : JSON.missingNode();
      ObjectNode rest = schema.deepCopy();
      rest.remove("$ref");
      return resolved(merged(rest, target), steps + 1);
    }
    if (schema.path("allOf").isArray()) {
      ObjectNode whole = schema.deepCopy();
      whole.remove("allOf");
      for (JsonNode part : schema.get("allOf")) {
        whole = merged(whole, resolved(part, steps + 1));
      }
      return whole;
    }
    return schema;
  }

  private static ObjectNode merged(ObjectNode one, JsonNode other) {
    ObjectNode both = one.deepCopy();
    other
        .properties()
        .forEach(
            member -> {
              JsonNode mine = both.get(member.getKey());
              if (mine instanceof ObjectNode object && member.getValue().isObject()) {
                both.set(member.getKey(), merged(object, member.getValue()));
              } else if (mine instanceof ArrayNode array && member.getKey().equals("required")) {
                array.addAll((ArrayNode) member.getValue().deepCopy());
              } else {
                both.set(member.getKey(), member.getValue());
              }
            });
    return both;
  }

  private static String type(JsonNode schema, int level) {
    JsonNode type = schema.path("type");
    boolean nullable = schema.path("nullable").asBoolean();
    if (type.isArray()) {
      for (JsonNode option : type) {
        if (option.asText().equals("null") == level >= ROOMY) {
          return option.asText();
        }
      }
      return type.path(0).asText("string");
    }
    if (nullable && level >= ROOMY) {
      return "null";
    }
    return type.isTextual() ? type.textValue() : implied(schema);
  }

  private static String implied(JsonNode schema) {
    if (schema.has("properties") || schema.has("required") || schema.has("minProperties")) {
      return "object";
    }
    if (schema.has("items") || schema.has("prefixItems") || schema.has("minItems")) {
      return "array";
    }
    boolean number =
        schema.has("minimum")
            || schema.has("maximum")
            || schema.has("exclusiveMinimum")
            || schema.has("exclusiveMaximum")
            || schema.has("multipleOf");
    return number ? "number" : "string";
  }

  private JsonNode typed(JsonNode schema, String type, int level, int variant) {
    return switch (type) {
      case "object" -> object(schema, level);
      case "array" -> array(schema, level);
      case "integer" -> NumberValue.of(schema, true, variant);
      case "number" -> NumberValue.of(schema, false, variant);
      case "boolean" -> BooleanNode.valueOf(variant % 2 == 0);
      case "null" -> NullNode.instance;
      default -> JSON.textNode(TextValue.of(schema, variant));
    };
  }

  private ObjectNode object(JsonNode schema, int level) {
    Set<String> names = new LinkedHashSet<>();
    if (level < ROOMY) {
      schema.path("properties").fieldNames().forEachRemaining(names::add);
    }
    schema.path("required").forEach(name -> names.add(name.asText()));
    JsonNode others = schema.path("additionalProperties");
    int least = Math.min(MOST_ITEMS, schema.path("minProperties").asInt());
    for (int i = 1; names.size() < least; i++) {
      names.add("key" + i);
    }
    ObjectNode object = JSON.objectNode();
    for (String name : names) {
      JsonNode property = schema.path("properties").path(name);
      object.set(name, value(property.isMissingNode() ? others : property, level + 1, 0));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int level) {
    JsonNode first = schema.path("prefixItems");
    int least = schema.path("minItems").asInt(level < ROOMY ? Math.max(1, first.size()) : 0);
    int most = Math.min(MOST_ITEMS, schema.path("maxItems").asInt(MOST_ITEMS));
    ArrayNode array = JSON.arrayNode();
    for (int i = 0; i < Math.min(most, least); i++) {
      JsonNode item = i < first.size() ? first.get(i) : schema.path("items");
      if (i >= first.size() && schema.has("contains") && !schema.has("items")) {
        item = schema.get("contains");
      }
      array.add(value(item, level + 1, i));
    }
    return array;
  }
}
