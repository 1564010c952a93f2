package com.plurence.gateway.dialect;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Reads the data of one stream event after the other. What it tells is of the last one read. For
 * one thread.
 */
public interface EventReader {
  /** Reads an event's data, the bytes from {@code from} to before {@code to}. */
  EventKind read(byte[] data, int from, int to);

  /**
   * Whether an event's data, the bytes from {@code from} to before {@code to}, is the marker that
   * ends a whole stream. It is not to be read.
   */
  boolean isEnd(byte[] data, int from, int to);

  /** The event that ends a whole stream, for one that came without it. */
  Buffer end();

  /** Whether the event brings usage. */
  boolean hasUsage();

  /** Whether the event brings usage and nothing else. */
  boolean isUsageOnly();

  /** The tokens that the event tells of. */
  Optional<TokenUsage> usage();

  /** The bytes of text, thoughts and calls that the event brings, as they stand in it. */
  long contentBytes();

  /** Why the response, or a choice of it, ends with this event. */
  Optional<String> finishReason();

  /** The error that the event reports. */
  Optional<ProviderError> error();

  /** The words of an event that is known to be an error, wherever they stand in it. */
  default ProviderError said() {
    return error().orElse(ProviderError.UNKNOWN);
  }

  /** Words that stand where a response would: an error, before there was content. */
  default Optional<ProviderError> complaint() {
    return Optional.empty();
  }

  /** Whether the event says of itself that it only keeps the connection alive. */
  default boolean isPing() {
    return false;
  }

  /** Whether a stream that has begun is whole where its body ends, without a marker. */
  default boolean endsWithTheBody() {
    return false;
  }

  /**
   * How a client that got all events so far is told that the stream breaks, where that depends on
   * them; empty: as its dialect always tells it.
   */
  default Optional<StreamFailure> failure() {
    return Optional.empty();
  }

  /**
   * Whether a stream passes byte for byte, with pings, comments and line ends as they came, and
   * waits for content as long as that takes.
   */
  default boolean isVerbatim() {
    return false;
  }

  /** Whether every choice of all events so far has ended. */
  default boolean allEnded() {
    return false;
  }
}
