package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;

/**
 * Reads a whole answer as it passes, chat or embeddings; keeps nothing but the facts. For one
 * thread and one response.
 */
public final class ResponseScan {
  /** No provider nests so deep; what does is no response. */
  static final int MAX_DEPTH = 512;

  private final ResponseNotes notes = new ResponseNotes();
  private final JsonScanner scanner =
      new JsonScanner(new ShapeWalk(ResponseShapes.ANSWER, 0, notes), MAX_DEPTH);

  /** Reads the next piece of the response. False once it is malformed, whatever follows. */
  public boolean feed(Buffer piece) {
    return scanner.feed(piece);
  }

  /** The response ends here. An empty one is malformed. */
  public ResponseFacts finish() {
    boolean wellFormed = scanner.finish() == JsonOutcome.COMPLETE;
    return new ResponseFacts(
        wellFormed,
        notes.hasChoices(),
        notes.hasData(),
        notes.error().or(notes::complaint),
        notes.usage(),
        notes.finishReason());
  }
}
