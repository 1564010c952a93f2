package com.plurence.gateway.upstream.response;

import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a provider says in place of a response: an error, or a page. What can't be read in
 * time or in size says nothing.
 */
final class RefusalReader implements ResponseReader {
  private static final int LARGEST = 64 * 1024;

  private final ExpectedResponse expected;
  private final ResponseHead head;
  private final IncomingBody incoming;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private final Buffer body = Buffer.buffer();

  RefusalReader(ExpectedResponse expected, ResponseHead head, IncomingBody incoming) {
    this.expected = expected;
    this.head = head;
    this.incoming = incoming;
  }

  @Override
  public Future<ModelResponse> response() {
    return outcome.future();
  }

  /** Some tell what a failure cost, since they bill it. */
  @Override
  public Completion completion() {
    DocumentReader scan = expected.dialect().document(expected.operation());
    scan.feed(body);
    return new Completion(scan.finish().usage(), Optional.empty(), 0);
  }

  @Override
  public void take(Buffer piece) {
    if (body.length() + piece.length() > LARGEST) {
      incoming.discard();
      conclude(Refusal.SILENT);
    } else {
      body.appendBuffer(piece);
    }
  }

  @Override
  public void end(IncomingBody.End end) {
    conclude(end == IncomingBody.End.COMPLETE ? refusal() : Refusal.SILENT);
  }

  /** Fields of a translated request are in places where the client has written nothing. */
  private Refusal refusal() {
    Refusal refusal = expected.dialect().refusal(body);
    return expected.translation() == null ? refusal : refusal.withoutFields();
  }

  private void conclude(Refusal refusal) {
    UpstreamFault fault =
        head.isSuccess()
            ? UpstreamFault.of(FaultKind.CONTENT_TYPE).saying(refusal.text())
            : Classifier.refusal(head.status(), head.headers(), refusal, Instant.now());
    outcome.tryFail(new AttemptFailure(fault));
  }

  @Override
  public void abort(RuntimeException reason) {
    incoming.discard();
    outcome.tryFail(reason);
  }
}
