package com.plurence.gateway.extension;

import java.util.List;

/**
 * Edits one stream, event by event, in memory that does not grow with the stream. Its methods are
 * called one at a time on the instance's context. They answer at once: several events that arrive
 * together must all be edited within the deadline.
 *
 * <p>An exception, null, an event that looks like the end of the response, more than 256 events or
 * 1 MiB for one, 8 MiB of events taken with none given, or a missed deadline is a failure of the
 * extension. If it fails closed the stream ends with an error event; if it fails open the stream
 * goes on without this editor and without what it held back.
 */
public interface StreamEditor {

  /**
   * What the client gets in place of {@code event}: the event itself to keep it, nothing to drop
   * it, others to replace it, or it among others to add some.
   *
   * @throws com.plurence.gateway.error.GatewayException of a registered kind to stop the stream:
   *     the provider is cancelled, and the client gets the error as its last event
   */
  List<StreamEvent> edit(StreamEvent event);

  /**
   * What the client gets after the last event and before the marker of the end, {@code [DONE]},
   * which the gateway writes itself. Called once, and only if the provider has sent that marker.
   */
  default List<StreamEvent> end() {
    return List.of();
  }
}
