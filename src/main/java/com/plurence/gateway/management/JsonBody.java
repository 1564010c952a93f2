package com.plurence.gateway.management;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonListener;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.JsonValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Makes a JSON object of a body, or says in the words of the contract why it cannot. */
final class JsonBody {
  private JsonBody() {}

  /**
   * Fails with ENTITY_REQUIRED, MALFORMED_JSON, JSON_TOO_DEEP, or VALIDATION_FAILED when it is some
   * other JSON value.
   */
  static JsonObject parse(Buffer body, int maxDepth) {
    JsonScanner scanner = new JsonScanner(new Silence(), maxDepth);
    byte[] bytes = body.getBytes();
    scanner.feed(bytes, 0, bytes.length);
    JsonOutcome outcome = scanner.finish();
    if (outcome == JsonOutcome.TOO_DEEP) {
      throw ErrorCode.JSON_TOO_DEEP.toException(maxDepth);
    }
    if (outcome == JsonOutcome.MALFORMED) {
      throw ErrorCode.MALFORMED_JSON.toException(scanner.offset());
    }
    Object value = outcome == JsonOutcome.EMPTY ? null : Json.decodeValue(body);
    if (value == null) {
      throw ErrorCode.ENTITY_REQUIRED.toException();
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw ErrorCode.VALIDATION_FAILED.toException(
        List.of(new FieldError("$", "must be an object")));
  }

  /** The scanner checks the syntax; what it reads is of no interest here. */
  private static final class Silence implements JsonListener {
    @Override
    public boolean enter(JsonKind kind) {
      return false;
    }

    @Override
    public void leave(JsonValue container) {}

    @Override
    public void name(JsonText name) {}

    @Override
    public int textLimit() {
      return 0;
    }

    @Override
    public void value(JsonValue value) {}
  }
}
