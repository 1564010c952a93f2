package com.plurence.gateway.dialect.google.response;

import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;

/** Reads a whole response as it passes: whether it is one, or an error in its place. */
public final class ResponseScan implements DocumentReader {
  /** No provider nests so deep; what does is no response. */
  private static final int MAX_DEPTH = 512;

  private final ResponseNotes notes = new ResponseNotes();
  private final JsonScanner scanner =
      new JsonScanner(new ShapeWalk(ResponseShapes.RESPONSE, 0, notes), MAX_DEPTH);

  private final Operation operation;

  /**
   * @param operation what was asked
   */
  public ResponseScan(Operation operation) {
    this.operation = operation;
  }

  @Override
  public boolean feed(Buffer piece) {
    return scanner.feed(piece);
  }

  @Override
  public ResponseFacts finish() {
    boolean wellFormed = scanner.finish() == JsonOutcome.COMPLETE;
    return new ResponseFacts(
        wellFormed, answers(), notes.error(), notes.usage(), notes.finishReason(), 0);
  }

  private boolean answers() {
    return switch (operation.response()) {
      case CHOICES, MESSAGE, RESPONSE -> notes.hasCandidates();
      case DATA -> notes.hasEmbeddings();
      default -> true;
    };
  }
}
