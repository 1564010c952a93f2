package com.plurence.gateway.dialect.anthropic.facts;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.anthropic.facts.MessageNotes.EventType;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one stream. What it tells is of the last one, which costs no allocation until
 * it is asked for; but usage, which adds up.
 */
public final class MessageEventScan implements EventReader {
  private final MessageNotes notes = new MessageNotes();
  private final ShapeWalk walk = new ShapeWalk(MessageShapes.EVENT, 0, notes);
  private final JsonScanner scanner = new JsonScanner(walk, MessageScan.MAX_DEPTH);

  /** Whether the tokens of the output have been told, which at the beginning are a mere start. */
  private boolean ended;

  @Override
  public EventKind read(byte[] data, int from, int to) {
    notes.next();
    walk.reset();
    scanner.reset();
    scanner.feed(data, from, to);
    if (scanner.finish() != JsonOutcome.COMPLETE) {
      notes.next();
      return EventKind.MALFORMED;
    }
    if (notes.hasError()) {
      return EventKind.ERROR;
    }
    @Nullable EventType type = notes.type();
    if (type == null) {
      return EventKind.NOTHING;
    }
    ended |= type == EventType.MESSAGE_DELTA && hasUsage();
    return switch (type) {
      case CONTENT_BLOCK_DELTA, MESSAGE_DELTA -> EventKind.CONTENT;
      case MESSAGE_STOP -> EventKind.LAST;
      case ERROR, MESSAGE -> EventKind.NOTHING;
      case CONTENT_BLOCK_START, CONTENT_BLOCK_STOP, MESSAGE_START -> EventKind.OPENING;
    };
  }

  /** The last event is none that has no data but a marker. */
  @Override
  public boolean isEnd(byte[] data, int from, int to) {
    return false;
  }

  /** Never asked for: a stream without its last event is not whole. */
  @Override
  public Buffer end() {
    return Buffer.buffer();
  }

  @Override
  public boolean isVerbatim() {
    return true;
  }

  @Override
  public boolean hasUsage() {
    return notes.usage().isToldNow();
  }

  /** Never: there is no event that a client has not asked for. */
  @Override
  public boolean isUsageOnly() {
    return false;
  }

  @Override
  public Optional<TokenUsage> usage() {
    return notes.usage().known().map(known -> ended ? known : known.incomplete());
  }

  @Override
  public long contentBytes() {
    return notes.contentBytes();
  }

  @Override
  public Optional<String> finishReason() {
    return notes.finishReason();
  }

  @Override
  public Optional<ProviderError> error() {
    return notes.hasError() ? Optional.of(notes.error()) : Optional.empty();
  }

  /** An event may be an error by its name alone. */
  @Override
  public ProviderError said() {
    return notes.error();
  }
}
