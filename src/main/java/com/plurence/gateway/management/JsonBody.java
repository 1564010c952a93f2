package com.plurence.gateway.management;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonSyntax;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a JSON object of a body, or says in the words of the contract why it cannot. */
final class JsonBody {
  /** Numbers with decimals are taken as they are written: some of them are money. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonBody() {}

  /**
   * Fails with ENTITY_REQUIRED, MALFORMED_JSON, JSON_TOO_DEEP, or VALIDATION_FAILED when it is some
   * other JSON value.
   */
  static JsonObject parse(Buffer body, int maxDepth) {
    JsonSyntax syntax = JsonSyntax.of(body.getBytes(), maxDepth);
    JsonOutcome outcome = syntax.outcome();
    if (outcome == JsonOutcome.TOO_DEEP) {
      throw ErrorCode.JSON_TOO_DEEP.toException(maxDepth);
    }
    if (outcome == JsonOutcome.MALFORMED) {
      throw ErrorCode.MALFORMED_JSON.toException(syntax.offset());
    }
    Object value = outcome == JsonOutcome.EMPTY ? null : decoded(body);
    if (value == null) {
      throw ErrorCode.ENTITY_REQUIRED.toException();
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw violation("must be an object");
  }

  /** What reads the values is narrower than JSON: it knows no numbers of a thousand digits. */
  private static @Nullable Object decoded(Buffer body) {
    try {
      Object value = MAPPER.readValue(body.getBytes(), Object.class);
      return value instanceof Map<?, ?> ? new JsonObject(members(value)) : value;
    } catch (IOException tooLong) {
      throw violation("must not have numbers or names of such length");
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> members(Object object) {
    return (Map<String, Object>) object;
  }

  private static GatewayException violation(String message) {
    return ErrorCode.VALIDATION_FAILED.toException(List.of(new FieldError("$", message)));
  }
}
