package com.plurence.gateway.upstream;

import com.plurence.gateway.provider.ProviderError;
import com.plurence.gateway.provider.openai.ErrorBodies;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a provider says of an answer that is none; what can't be read in time or in size says
 * nothing.
 */
final class RefusalReading implements Reading {
  private static final int LARGEST = 64 * 1024;

  private final Head head;
  private final Classifier.Expected expected;
  private final Incoming incoming;
  private final Promise<UpstreamAnswer> outcome = Promise.promise();
  private final Buffer body = Buffer.buffer();

  RefusalReading(Head head, Classifier.Expected expected, Incoming incoming) {
    this.head = head;
    this.expected = expected;
    this.incoming = incoming;
  }

  @Override
  public Future<UpstreamAnswer> read() {
    incoming.read(
        this::take, end -> conclude(end == Incoming.End.COMPLETE ? body : Buffer.buffer()));
    return outcome.future();
  }

  private void take(Buffer piece) {
    if (body.length() + piece.length() > LARGEST) {
      incoming.discard();
      conclude(Buffer.buffer());
    } else {
      body.appendBuffer(piece);
    }
  }

  private void conclude(Buffer said) {
    Optional<ProviderError> error = ErrorBodies.read(said);
    UpstreamFault fault =
        Classifier.answer(head.status(), head.headers(), expected, error, Instant.now())
            .orElseGet(() -> UpstreamFault.of(FaultKind.CONTENT_TYPE));
    outcome.tryFail(new AttemptFailure(fault));
  }

  @Override
  public void abort(RuntimeException reason) {
    incoming.discard();
    outcome.tryFail(reason);
  }
}
