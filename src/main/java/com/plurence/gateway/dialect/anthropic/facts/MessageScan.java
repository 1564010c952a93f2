package com.plurence.gateway.dialect.anthropic.facts;

import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Reads a whole response: a message, or a number of tokens. */
public final class MessageScan implements DocumentReader {
  /** No provider nests so deep; what does is no response. */
  static final int MAX_DEPTH = 512;

  private final MessageNotes notes = new MessageNotes();
  private final JsonScanner scanner =
      new JsonScanner(new ShapeWalk(MessageShapes.MESSAGE, 0, notes), MAX_DEPTH);
  private final Operation operation;

  /**
   * @param operation what was asked
   */
  public MessageScan(Operation operation) {
    this.operation = operation;
  }

  @Override
  public boolean feed(Buffer piece) {
    return scanner.feed(piece);
  }

  @Override
  public ResponseFacts finish() {
    boolean wellFormed = scanner.finish() == JsonOutcome.COMPLETE;
    boolean answers = operation == Operation.COUNT_TOKENS ? notes.isCount() : notes.isMessage();
    Optional<ProviderError> error =
        notes.hasError() ? Optional.of(notes.error()) : Optional.empty();
    return new ResponseFacts(
        wellFormed,
        answers,
        error,
        notes.usage().known(),
        notes.finishReason(),
        notes.contentBytes());
  }
}
