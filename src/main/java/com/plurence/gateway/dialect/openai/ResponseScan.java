package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;

/** Reads a whole response, chat or embeddings. */
final class ResponseScan implements DocumentReader {
  /** No provider nests so deep; what does is no response. */
  static final int MAX_DEPTH = 512;

  private final ResponseNotes notes = new ResponseNotes();
  private final JsonScanner scanner =
      new JsonScanner(new ShapeWalk(ResponseShapes.RESPONSE, 0, notes), MAX_DEPTH);

  private final Operation operation;

  /**
   * @param operation what was asked
   */
  ResponseScan(Operation operation) {
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
        wellFormed,
        answers(),
        notes.error().or(notes::complaint),
        notes.usage(),
        notes.finishReason(),
        notes.contentBytes());
  }

  private boolean answers() {
    return switch (operation.response()) {
      case CHOICES -> notes.hasChoices() || notes.isCompletionWithoutChoices();
      case DATA -> notes.hasData();
      default -> true;
    };
  }
}
