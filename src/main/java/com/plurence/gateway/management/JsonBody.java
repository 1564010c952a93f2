package com.plurence.gateway.management;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonSyntax;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a JSON object of a body, or says in the words of the contract why it cannot. */
final class JsonBody {
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
      return Json.decodeValue(body);
    } catch (DecodeException tooLong) {
      throw violation("must not have numbers or names of such length");
    }
  }

  private static GatewayException violation(String message) {
    return ErrorCode.VALIDATION_FAILED.toException(List.of(new FieldError("$", message)));
  }
}
