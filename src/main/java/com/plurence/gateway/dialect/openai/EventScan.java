package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.ProviderError;
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
public final class EventScan implements EventReader {
  private static final Set<String> PINGS = Set.of("ping", "keepalive", "keep-alive", "heartbeat");

  private final ResponseNotes notes = new ResponseNotes();
  private final ShapeWalk walk = new ShapeWalk(ResponseShapes.ANSWER, 0, notes);
  private final JsonScanner scanner = new JsonScanner(walk, ResponseScan.MAX_DEPTH);

  /** Reads an event's data; not the terminal {@code [DONE]}, which the caller knows better. */
  public EventKind read(Buffer data) {
    begin();
    scanner.feed(data);
    return end();
  }

  /** Reads an event's data, the bytes from {@code from} to before {@code to}. */
  @Override
  public EventKind read(byte[] data, int from, int to) {
    begin();
    scanner.feed(data, from, to);
    return end();
  }

  /** Whether the event brings usage. */
  @Override
  public boolean hasUsage() {
    return notes.hasUsage();
  }

  /** Whether the event says of itself that it only keeps the connection alive. */
  @Override
  public boolean isPing() {
    return notes.type().filter(PINGS::contains).isPresent();
  }

  /** Whether every choice of all events so far has ended. */
  @Override
  public boolean allEnded() {
    return notes.allEnded();
  }

  /** The code and message that stand where a choice would: an error, before there was content. */
  @Override
  public Optional<ProviderError> complaint() {
    return notes.complaint();
  }

  /** Whether the event brings usage and no choice: the chunk of {@code include_usage}. */
  @Override
  public boolean isUsageOnly() {
    return notes.isUsageOnly();
  }

  /** The tokens that the event tells of. */
  @Override
  public Optional<TokenUsage> usage() {
    return notes.usage();
  }

  /** Why the first choice that ends with this event ended. */
  @Override
  public Optional<String> finishReason() {
    return notes.finishReason();
  }

  /** The error that the event reports. */
  @Override
  public Optional<ProviderError> error() {
    return notes.error();
  }

  /** The words of an event that is known to be an error, wherever they stand in it. */
  @Override
  public ProviderError said() {
    return notes.error().orElseGet(notes::words);
  }

  private void begin() {
    notes.reset();
    walk.reset();
    scanner.reset();
  }

  private EventKind end() {
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
}
