package com.plurence.gateway.dialect;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.error.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What model providers speak: where they are asked and how they know the gateway, and how their
 * responses are read. Pure: it owns no connection and keeps no state, so one is shared by all
 * threads; the readers that it hands out are each for one response.
 */
public interface ProviderDialect {
  /**
   * The path of {@code operation} below a provider's base URL; with a query, where the dialect has
   * one.
   *
   * @param model as the provider calls it
   * @param streamed whether events are wanted
   */
  String path(Operation operation, String model, boolean streamed);

  /**
   * The beginning of the names of headers that clients send for vendors of this dialect, and that
   * go to no other.
   */
  String vendorHeaders();

  /**
   * Puts the credential of {@code provider}, if it has one, into the headers of a request to it,
   * and whatever else the dialect demands.
   *
   * @param headers with those of the client that pass
   */
  void authenticate(MultiMap headers, ProviderConfig provider);

  /** A reader of one response to {@code operation} that is a document. */
  DocumentReader document(Operation operation);

  /** A reader of the events of one response to {@code operation}, which must have events. */
  EventReader events(Operation operation);

  /**
   * What a body says that came in place of a response.
   *
   * @param body whole, of at most some ten thousand bytes
   */
  Refusal refusal(Buffer body);

  /** Whether a document that answers {@code operation} can be told in events as well. */
  boolean tellsInEvents(Operation operation);

  /**
   * The stream that would have brought a document. Reads and writes the whole of it, so not to be
   * called on an event loop.
   *
   * @param document a well-formed response to an operation of which {@link #tellsInEvents} is true
   * @param usageWanted whether usage comes in an event of its own before the end
   */
  Buffer asEvents(Buffer document, boolean usageWanted);
}
