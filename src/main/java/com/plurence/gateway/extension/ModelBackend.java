package com.plurence.gateway.extension;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Answers for models itself, as a provider would: under {@code providers} in the configuration,
 * with {@code kind: verticle} and the name under which it was registered. Deadlines, retries,
 * failover and the circuit breaker are those of any provider; the {@code deadline} of hooks does
 * not count here. Called on the instance's context, once for each attempt; several instances share
 * the load.
 *
 * <p>A {@link BackendException} is taken as the HTTP status that it names. Any other failure, an
 * exception or null is a status of 500, and is logged with the extension's name.
 */
public interface ModelBackend {

  /**
   * The whole response, as a provider of the OpenAI API would give it. The gateway waits for {@code
   * first_byte_timeout}.
   */
  Future<Buffer> answer(BackendRequest request);

  /**
   * Writes the events of a streamed answer to {@code events}. What fails before the first event is
   * retried as any failure is; the gateway waits for {@code first_byte_timeout} until the first,
   * and for {@code idle_timeout} between two.
   *
   * @return completes after the last event; the gateway itself then writes {@code [DONE]}
   */
  Future<Void> stream(BackendRequest request, EventSink events);
}
