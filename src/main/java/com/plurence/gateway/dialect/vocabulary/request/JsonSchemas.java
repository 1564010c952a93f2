package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** JSON schemas as clients write them, as far as all dialects need the same of them. */
public final class JsonSchemas {
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
}
