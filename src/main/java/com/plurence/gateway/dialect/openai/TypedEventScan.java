package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.openai.responses.ResponsesStreamState;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** Reads events that say their type: those of the Responses API, of pictures and of sound. */
final class TypedEventScan implements EventReader {
  private static final String COMPLETED = "response.completed";
  private static final String INCOMPLETE = "response.incomplete";
  private static final String RESPONSE_FAILED = "response.failed";
  private static final Set<String> FAILED = Set.of("error", RESPONSE_FAILED);
  private static final Set<String> EMPTY =
      Set.of("response.created", "response.queued", "response.in_progress");

  private final TypedEventNotes notes = new TypedEventNotes();
  private final ShapeWalk walk = new ShapeWalk(TypedEventNotes.EVENT, 0, notes);
  private final JsonScanner scanner = new JsonScanner(walk, ResponseScan.MAX_DEPTH);

  private final ResponsesStreamState state = new ResponsesStreamState();
  private final boolean endsWithTheBody;
  private boolean marker;

  /**
   * @param endsWithTheBody whether a stream has no event that says it is over
   */
  TypedEventScan(boolean endsWithTheBody) {
    this.endsWithTheBody = endsWithTheBody;
  }

  @Override
  public EventKind read(byte[] data, int from, int to) {
    notes.reset();
    marker = EndMarker.is(data, from, to);
    if (marker) {
      return EventKind.NOTHING;
    }
    walk.reset();
    scanner.reset();
    scanner.feed(data, from, to);
    if (scanner.finish() != JsonOutcome.COMPLETE) {
      notes.reset();
      return EventKind.MALFORMED;
    }
    String type = notes.type();
    if (FAILED.contains(type) || notes.hasError()) {
      if (type.equals(RESPONSE_FAILED)) {
        state.fails(data, from, to);
      }
      return EventKind.ERROR;
    }
    state.passes(type, notes.number(), data, from, to);
    if (type.equals(COMPLETED) || type.equals(INCOMPLETE)) {
      return EventKind.LAST;
    }
    return EMPTY.contains(type) ? EventKind.OPENING : EventKind.CONTENT;
  }

  @Override
  public Optional<StreamFailure> failure() {
    return endsWithTheBody ? Optional.empty() : Optional.of(state);
  }

  /** Some servers end every stream with it; where an event says the end it means nothing. */
  @Override
  public boolean isEnd(byte[] data, int from, int to) {
    return endsWithTheBody && EndMarker.is(data, from, to);
  }

  @Override
  public boolean isPing() {
    return marker;
  }

  /** Streams of the Responses API are. */
  @Override
  public boolean isVerbatim() {
    return !endsWithTheBody;
  }

  @Override
  public Buffer end() {
    return EndMarker.event();
  }

  @Override
  public boolean endsWithTheBody() {
    return endsWithTheBody;
  }

  @Override
  public boolean hasUsage() {
    return notes.usage().isPresent();
  }

  /** Never: there is no event that a client has not asked for. */
  @Override
  public boolean isUsageOnly() {
    return false;
  }

  @Override
  public Optional<TokenUsage> usage() {
    return notes.usage();
  }

  @Override
  public long contentBytes() {
    return notes.contentBytes();
  }

  @Override
  public Optional<String> finishReason() {
    return switch (notes.type()) {
      case COMPLETED -> Optional.of("stop");
      case INCOMPLETE ->
          Optional.of(notes.reason().equals("max_output_tokens") ? "max_tokens" : notes.reason());
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<ProviderError> error() {
    return Optional.of(notes.error());
  }
}
