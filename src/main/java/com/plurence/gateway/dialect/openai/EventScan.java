package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.json.JsonOutcome;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the data of one stream event after the other. What it tells is of the last one read, which
 * costs no allocation until it is asked for. For one thread.
 */
final class EventScan implements EventReader {
  private static final Set<String> PINGS = Set.of("ping", "keepalive", "keep-alive", "heartbeat");

  private final ResponseNotes notes = new ResponseNotes();
  private final ShapeWalk walk = new ShapeWalk(ResponseShapes.RESPONSE, 0, notes);
  private final JsonScanner scanner = new JsonScanner(walk, ResponseScan.MAX_DEPTH);

  @Override
  public EventKind read(byte[] data, int from, int to) {
    notes.reset();
    walk.reset();
    scanner.reset();
    scanner.feed(data, from, to);
    if (scanner.finish() != JsonOutcome.COMPLETE) {
      notes.reset();
      return EventKind.MALFORMED;
    }
    if (notes.hasError()) {
      return EventKind.ERROR;
    }
    if (notes.hasContent()) {
      return EventKind.CONTENT;
    }
    return notes.hasChoices() ? EventKind.OPENING : EventKind.NOTHING;
  }

  @Override
  public boolean isEnd(byte[] data, int from, int to) {
    return EndMarker.is(data, from, to);
  }

  @Override
  public Buffer end() {
    return EndMarker.event();
  }

  @Override
  public boolean hasUsage() {
    return notes.hasUsage();
  }

  @Override
  public boolean isPing() {
    return notes.type().filter(PINGS::contains).isPresent();
  }

  @Override
  public boolean allEnded() {
    return notes.allEnded();
  }

  @Override
  public Optional<ProviderError> complaint() {
    return notes.complaint();
  }

  @Override
  public boolean isUsageOnly() {
    return notes.isUsageOnly();
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
    return notes.finishReason();
  }

  @Override
  public Optional<ProviderError> error() {
    return notes.error();
  }

  @Override
  public ProviderError said() {
    return notes.error().orElseGet(notes::words);
  }
}
