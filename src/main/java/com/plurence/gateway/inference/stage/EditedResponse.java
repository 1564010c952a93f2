package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.http.error.Failures;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.Optional;

/** A stream whose events pass the editors of extensions. */
record EditedResponse(
    ModelResponse.Streamed original, Editors editors, Exchange exchange, Failures failures)
    implements ModelResponse.Streamed {

  @Override
  public Target target() {
    return original.target();
  }

  @Override
  public MultiMap headers() {
    return original.headers();
  }

  @Override
  public Optional<StreamFailure> failure() {
    return original.failure();
  }

  @Override
  public Completion completion() {
    return original.completion();
  }

  /** What breaks upstream is told after the events that came before it. */
  @Override
  public Future<Completion> relay(WriteStream<Buffer> client) {
    EditedStream edited =
        new EditedStream(client, editors, failure -> failures.abort(exchange, failure));
    return original
        .relay(edited)
        .recover(broken -> edited.idle().transform(done -> Future.failedFuture(broken)));
  }
}
