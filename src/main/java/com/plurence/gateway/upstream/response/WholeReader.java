package com.plurence.gateway.upstream.response;

import com.plurence.gateway.body.BodyCollector;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.overload.Line;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that is one JSON document, checking it as it comes: a truncated one must not
 * reach the client. While there is no room for more of it the rest waits at the provider, though
 * not for ever: those who wait may be waiting for one another.
 */
final class WholeReader implements ResponseReader {
  /** A length that the provider does not tell. */
  static final long UNKNOWN = -1;

  /** Bytes that room is made for before they come, if the provider does not tell a length. */
  private static final int AHEAD = 64 * 1024;

  private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(10);

  private final Target target;
  private final MultiMap headers;
  private final IncomingBody incoming;
  private final LoopTimers timers;
  private final Holding holding;
  private final long announced;
  private final FaultKind ifNotJson;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private final DocumentReader scan;
  private final BodyCollector body = new BodyCollector();
  private long room;
  private @Nullable ResponseFacts facts;
  private @Nullable Timeout patience;
  private Line.@Nullable Wait wait;

  /**
   * @param announced bytes of the body, or {@link #UNKNOWN}
   * @param scan a reader of this response alone
   * @param ifNotJson what it means if it turns out to be no JSON
   */
  WholeReader(
      Target target,
      MultiMap headers,
      IncomingBody incoming,
      LoopTimers timers,
      Holding holding,
      long announced,
      DocumentReader scan,
      FaultKind ifNotJson) {
    this.target = target;
    this.headers = headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
    this.incoming = incoming;
    this.timers = timers;
    this.holding = holding;
    this.announced = announced;
    this.scan = scan;
    this.ifNotJson = ifNotJson;
  }

  @Override
  public Future<ModelResponse> response() {
    return outcome.future();
  }

  private Line line() {
    return holding.budget().answers();
  }

  private void makeRoom(long needed) {
    long most = target.upstream().answer();
    if (needed <= room || wait != null) {
      return;
    }
    if (announced > most || !line().fits(needed)) {
      abort(AttemptFailure.of(FaultKind.ANSWER_TOO_LARGE));
    } else if (holding.take(line(), needed - room, room)) {
      room = needed;
    } else {
      await(needed - room);
    }
  }

  private void await(long more) {
    incoming.pause();
    patience = timers.after(LONGEST_WAIT_FOR_ROOM, () -> insist(more));
    wait = holding.await(line(), more, Vertx.currentContext(), () -> goOn(more));
  }

  private void insist(long more) {
    if (wait != null && wait.leave()) {
      if (holding.takeOutOfTurn(line(), more)) {
        goOn(more);
      } else {
        stopWaiting();
        abort(AttemptFailure.withoutRoom(holding));
      }
    }
  }

  private void goOn(long more) {
    stopWaiting();
    if (outcome.future().isComplete()) {
      holding.give(more);
    } else {
      room += more;
      incoming.resume();
    }
  }

  /** What does not reach its client is read as far as it has come. */
  @Override
  public Completion completion() {
    if (facts == null && body.length() > 0) {
      facts = scan.finish();
    }
    return facts == null
        ? Completion.UNKNOWN
        : new Completion(facts.usage(), facts.finishReason(), facts.contentBytes());
  }

  @Override
  public void take(Buffer piece) {
    if (body.length() == 0) {
      // What is thought over for minutes comes in one go once it comes.
      incoming.expectWithin(target.upstream().idleTimeout());
      makeRoom(announced == UNKNOWN ? AHEAD : announced);
      if (outcome.future().isComplete()) {
        return;
      }
    }
    if (body.length() + piece.length() > target.upstream().answer()) {
      abort(AttemptFailure.of(FaultKind.ANSWER_TOO_LARGE));
    } else {
      body.add(piece);
      scan.feed(piece);
      makeRoom(announced == UNKNOWN ? body.length() + AHEAD : body.length());
    }
  }

  @Override
  public void end(IncomingBody.End end) {
    switch (end) {
      case COMPLETE -> conclude(scan.finish());
      case SILENT -> fail(AttemptFailure.of(FaultKind.ANSWER_STALLED));
      case BROKEN, MALFORMED -> fail(AttemptFailure.of(FaultKind.MALFORMED));
    }
  }

  private void conclude(ResponseFacts found) {
    facts = found;
    if (!found.wellFormed()) {
      fail(AttemptFailure.of(ifNotJson));
    } else if (found.error().isPresent()) {
      fail(new AttemptFailure(Classifier.inBand(found.error().get())));
    } else if (!found.answers()) {
      fail(AttemptFailure.of(FaultKind.MALFORMED));
    } else {
      leaveLine();
      giveBack(room - body.length());
      outcome.tryComplete(new ModelResponse.Whole(target, headers, body.take(), completion()));
    }
  }

  private void fail(RuntimeException reason) {
    leaveLine();
    if (!outcome.future().isComplete()) {
      giveBack(room);
      body.clear();
      outcome.tryFail(reason);
    }
  }

  @Override
  public void abort(RuntimeException reason) {
    incoming.discard();
    fail(reason);
  }

  /** The next may be served; what is held stays held until the client has it. */
  private void leaveLine() {
    if (wait != null && wait.leave()) {
      stopWaiting();
    }
    holding.complete(line());
  }

  private void stopWaiting() {
    wait = null;
    if (patience != null) {
      patience.cancel();
      patience = null;
    }
  }

  private void giveBack(long bytes) {
    if (bytes > 0) {
      room -= bytes;
      holding.give(bytes);
    }
  }
}
