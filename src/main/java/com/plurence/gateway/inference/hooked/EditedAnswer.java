package com.plurence.gateway.inference.hooked;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.http.Exchange;
import com.plurence.gateway.http.Failures;
import com.plurence.gateway.upstream.UpstreamAnswer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** A stream whose events pass the editors of extensions. */
record EditedAnswer(
    UpstreamAnswer.Streamed original, Editors editors, Exchange exchange, Failures failures)
    implements UpstreamAnswer.Streamed {

  @Override
  public Target target() {
    return original.target();
  }

  @Override
  public MultiMap headers() {
    return original.headers();
  }

  @Override
  public UpstreamAnswer.Spent spent() {
    return original.spent();
  }

  /** What breaks upstream is told after the events that came before it. */
  @Override
  public Future<UpstreamAnswer.Spent> relay(WriteStream<Buffer> client) {
    EditedStream edited =
        new EditedStream(client, editors, failure -> failures.breakOff(exchange, failure));
    return original
        .relay(edited)
        .recover(broken -> edited.idle().transform(done -> Future.failedFuture(broken)));
  }
}
