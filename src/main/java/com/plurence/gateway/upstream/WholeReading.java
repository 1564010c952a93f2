package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.provider.AnswerFacts;
import com.plurence.gateway.provider.openai.AnswerScan;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an answer that is one JSON document, checking it as it comes: a truncated one must not
 * reach the client.
 */
final class WholeReading implements Reading {
  private final Target target;
  private final MultiMap headers;
  private final Incoming incoming;
  private final Promise<UpstreamAnswer> outcome = Promise.promise();
  private final AnswerScan scan = new AnswerScan();
  private final List<Buffer> pieces = new ArrayList<>(4);
  private long length;

  WholeReading(Target target, MultiMap headers, Incoming incoming) {
    this.target = target;
    this.headers = headers;
    this.incoming = incoming;
  }

  @Override
  public Future<UpstreamAnswer> read() {
    incoming.read(this::take, this::end);
    return outcome.future();
  }

  private void take(Buffer piece) {
    length += piece.length();
    if (length > target.upstream().answer()) {
      abort(AttemptFailure.of(FaultKind.ANSWER_TOO_LARGE));
    } else {
      pieces.add(piece);
      scan.feed(piece);
    }
  }

  private void end(Incoming.End end) {
    switch (end) {
      case COMPLETE -> conclude(scan.finish());
      case SILENT -> outcome.tryFail(AttemptFailure.of(FaultKind.ANSWER_STALLED));
      case BROKEN, MALFORMED -> outcome.tryFail(AttemptFailure.of(FaultKind.MALFORMED));
    }
  }

  private void conclude(AnswerFacts facts) {
    if (!facts.wellFormed()) {
      outcome.tryFail(AttemptFailure.of(FaultKind.MALFORMED));
    } else if (facts.error().isPresent()) {
      outcome.tryFail(new AttemptFailure(Classifier.inBand(facts.error().get())));
    } else {
      outcome.tryComplete(
          new UpstreamAnswer.Whole(
              target,
              headers,
              pieces,
              length,
              new UpstreamAnswer.Spent(facts.usage(), facts.finishReason())));
    }
  }

  @Override
  public void abort(RuntimeException reason) {
    incoming.discard();
    outcome.tryFail(reason);
  }
}
