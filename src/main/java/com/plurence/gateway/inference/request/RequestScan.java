package com.plurence.gateway.inference.request;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;

/**
 * Reads and validates one request body in one pass, while it arrives. Keeps no bytes of it. For one
 * thread and one body.
 */
public final class RequestScan {
  private static final int MOST_VIOLATIONS = 50;

  private final RequestFacts facts = new RequestFacts();
  private final JsonScanner scanner;
  private final int maxDepth;

  private RequestScan(Shape shape, int maxDepth) {
    this.maxDepth = maxDepth;
    this.scanner = new JsonScanner(new ShapeWalk(shape, MOST_VIOLATIONS, facts), maxDepth);
  }

  /** A scan of a request of {@code form} with at most {@code maxDepth} levels of nesting. */
  public static RequestScan of(RequestForm form, int maxDepth) {
    return new RequestScan(
        switch (form) {
          case CHAT -> RequestShapes.CHAT;
          case COMPLETION -> RequestShapes.COMPLETION;
          case RESPONSE -> RequestShapes.RESPONSE;
          case EMBEDDINGS -> RequestShapes.EMBEDDINGS;
          case PASSED -> RequestShapes.PASSED;
        },
        maxDepth);
  }

  /** A scan of a chat request with at most {@code maxDepth} levels of nesting. */
  public static RequestScan ofChat(int maxDepth) {
    return new RequestScan(RequestShapes.CHAT, maxDepth);
  }

  /** A scan of an embeddings request with at most {@code maxDepth} levels of nesting. */
  public static RequestScan ofEmbeddings(int maxDepth) {
    return new RequestScan(RequestShapes.EMBEDDINGS, maxDepth);
  }

  /**
   * Reads the next piece of the body. False once the body can't be JSON whatever follows, when
   * {@link #finish()} may be called at once.
   */
  public boolean feed(Buffer piece) {
    return scanner.feed(piece);
  }

  /**
   * The body ends here.
   *
   * @throws com.plurence.gateway.error.GatewayException with ENTITY_REQUIRED for nothing,
   *     whitespace or {@code null}; MALFORMED_JSON; JSON_TOO_DEEP; VALIDATION_FAILED with every
   *     violation, at most fifty
   */
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
    return new ScannedRequest(facts);
  }
}
