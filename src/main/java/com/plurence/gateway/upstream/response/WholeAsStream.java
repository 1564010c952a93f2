package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.record.Completion;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.function.Supplier;

/**
 * A whole answer for a client that asked for a stream, of a provider that does not stream: the
 * client gets the same in events.
 *
 * @param headers those of a stream
 * @param events that tell the whole answer; asked for once
 */
public record WholeAsStream(
    Target target, MultiMap headers, Completion completion, Supplier<Future<Buffer>> events)
    implements ModelResponse.Streamed {

  @Override
  public Future<Completion> relay(WriteStream<Buffer> client) {
    return events.get().compose(client::end).map(completion);
  }
}
