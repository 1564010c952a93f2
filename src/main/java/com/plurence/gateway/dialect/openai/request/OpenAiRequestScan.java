package com.plurence.gateway.dialect.openai.request;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;

/** A scan of one request body along the shape that the OpenAI API documents for it. */
public final class OpenAiRequestScan implements RequestScan {
  private static final int MOST_VIOLATIONS = 50;

  private final RequestFacts facts = new RequestFacts();
  private final JsonScanner scanner;
  private final int maxDepth;

  /**
   * @param maxDepth how many levels of nesting the body may have
   */
  public OpenAiRequestScan(Operation operation, int maxDepth) {
    this.maxDepth = maxDepth;
    this.scanner =
        new JsonScanner(
            new ShapeWalk(RequestShapes.of(operation), MOST_VIOLATIONS, facts), maxDepth);
  }

  @Override
  public boolean feed(Buffer piece) {
    return scanner.feed(piece);
  }

  @Override
  public ScannedRequest finish() {
    JsonOutcome outcome = scanner.finish();
    if (outcome == JsonOutcome.EMPTY || (outcome == JsonOutcome.COMPLETE && facts.isNull)) {
      throw ErrorCode.ENTITY_REQUIRED.toException();
    }
    if (outcome == JsonOutcome.TOO_DEEP) {
      throw ErrorCode.JSON_TOO_DEEP.toException(maxDepth);
    }
    if (outcome != JsonOutcome.COMPLETE) {
      throw ErrorCode.MALFORMED_JSON.toException(scanner.offset());
    }
    if (!facts.violations.isEmpty()) {
      throw ErrorCode.VALIDATION_FAILED.toException(facts.violations);
    }
    return new OpenAiRequest(facts);
  }
}
