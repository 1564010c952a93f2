package com.plurence.gateway.upstream.response;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.call.TranslatedAnswer;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/**
 * Reads a whole response of a target that does not speak the client's dialect, and translates it:
 * within the attempt, so that what is no response in the provider's dialect is asked for again.
 */
final class TranslatedWhole implements ResponseReader {
  /** Bytes that are translated on the event loop; more would hold it up. */
  private static final int AT_ONCE = 256 * 1024;

  /**
   * What a translation holds at most while it is made, in lengths of the document: itself once
   * more, and a large text twice as characters while it is read, and as it is put together.
   */
  private static final int COPIES = 5;

  private final WholeReader document;
  private final TranslatedCall translation;
  private final boolean asEvents;
  private final Holding holding;
  private final Promise<ModelResponse> outcome = Promise.promise();

  /**
   * @param document reads what the target sends
   * @param asEvents whether the client waits for a stream
   */
  TranslatedWhole(
      WholeReader document, TranslatedCall translation, boolean asEvents, Holding holding) {
    this.document = document;
    this.translation = translation;
    this.asEvents = asEvents;
    this.holding = holding;
    document
        .response()
        .compose(response -> translate((ModelResponse.Whole) response))
        .onComplete(outcome::tryComplete, outcome::tryFail);
  }

  private Future<ModelResponse> translate(ModelResponse.Whole whole) {
    long length = whole.body().length();
    if (length <= AT_ONCE) {
      return answer(whole.body()).map(answer -> response(whole, answer));
    }
    return holding
        .budget()
        .workshop()
        .employ(
            holding,
            COPIES * length,
            () -> AttemptFailure.withoutRoom(holding),
            () -> answer(whole.body()))
        .compose(answer -> held(length, answer))
        .map(answer -> response(whole, answer));
  }

  /** What was written takes the place of the document. */
  private Future<TranslatedAnswer> held(long replaced, TranslatedAnswer answer) {
    long more = answer.body().length() - replaced;
    if (more > 0 && !holding.takeOutOfTurn(holding.budget().answers(), more)) {
      return Future.failedFuture(AttemptFailure.withoutRoom(holding));
    }
    holding.give(-more);
    return Future.succeededFuture(answer);
  }

  private Future<TranslatedAnswer> answer(Body body) {
    try {
      return Future.succeededFuture(translation.answer(body.bytes(), asEvents));
    } catch (MalformedAnswer malformed) {
      return Future.failedFuture(AttemptFailure.of(FaultKind.MALFORMED));
    }
  }

  private ModelResponse response(ModelResponse.Whole whole, TranslatedAnswer answer) {
    if (!answer.estimated().isEmpty()) {
      whole.headers().set(ModelResponse.ESTIMATED, answer.estimated());
    }
    return asEvents
        ? new WholeAsStream(
            whole.target(),
            whole.headers(),
            answer.completion(),
            () -> Future.succeededFuture(answer.body()))
        : new ModelResponse.Whole(
            whole.target(), whole.headers(), Body.of(answer.body()), answer.completion());
  }

  @Override
  public Future<ModelResponse> response() {
    return outcome.future();
  }

  @Override
  public Completion completion() {
    return document.completion();
  }

  @Override
  public void take(Buffer piece) {
    document.take(piece);
  }

  @Override
  public void end(IncomingBody.End end) {
    document.end(end);
  }

  @Override
  public void abort(RuntimeException reason) {
    document.abort(reason);
    outcome.tryFail(reason);
  }
}
