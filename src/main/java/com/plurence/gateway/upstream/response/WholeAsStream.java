package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.record.Completion;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/**
 * A whole answer for a client that asked for a stream, of a provider that does not stream: the
 * client gets the same in events.
 *
 * @param headers those of a stream
 * @param dialect of the provider, in whose events the response is told
 * @param usageWanted whether the client asked for usage
 */
public record WholeAsStream(
    Whole whole, MultiMap headers, ProviderDialect dialect, boolean usageWanted, Vertx vertx)
    implements ModelResponse.Streamed {

  @Override
  public Target target() {
    return whole.target();
  }

  @Override
  public Completion completion() {
    return whole.completion();
  }

  /** Off the event loop: a response may be large. */
  @Override
  public Future<Completion> relay(WriteStream<Buffer> client) {
    Buffer joined = whole.body().copy();
    return vertx
        .executeBlocking(() -> dialect.asEvents(joined, usageWanted))
        .compose(client::end)
        .map(whole.completion());
  }
}
