package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.sse.SseParser;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream. First it holds what comes, so that an error before the first content can
 * still fail over or become a status; the hold is bounded in bytes, events and time. Then the
 * answer is committed, and every event is passed on as it comes, at the client's pace.
 */
final class StreamReader extends OngoingReader {
  /** Bytes that are held before the first content; with more the response is handed on. */
  private static final int MOST_HELD_BYTES = 16 * 1024;

  /** Events that are held before the first content; with more the response is handed on. */
  private static final int MOST_HELD_EVENTS = 64;

  /** How long events without content are held before the response is handed on. */
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

  /**
   * How long a provider may take to end a stream after its terminal marker, to keep the connection.
   */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final LoopTimers timers;
  private final SseParser parser;
  private final EventInspector inspector;
  private final EventMemory memory;
  private final int mostHeldBytes;
  private Buffer held = Buffer.buffer();
  private @Nullable Timeout holdLimit;

  StreamReader(
      Target target,
      MultiMap headers,
      IncomingBody incoming,
      LoopTimers timers,
      EventInspector inspector,
      EventMemory memory) {
    super(target, headers, incoming);
    this.timers = timers;
    this.inspector = inspector;
    this.memory = memory;
    this.mostHeldBytes = inspector.isVerbatim() ? target.upstream().event() : MOST_HELD_BYTES;
    this.parser =
        inspector.isVerbatim()
            ? SseParser.verbatim(target.upstream().event())
            : new SseParser(target.upstream().event());
  }

  @Override
  public Completion completion() {
    return inspector.completion();
  }

  @Override
  public Optional<StreamFailure> failure() {
    return inspector.failure();
  }

  @Override
  public void take(Buffer piece) {
    int collected = parser.collected();
    long inParser = collected == 0 ? 0 : collected + (long) piece.length();
    if (!memory.hold(inParser + held.length())) {
      inspector.abort(memory.refusal());
      advance(Buffer.buffer());
      return;
    }
    Buffer kept = parser.feed(piece, inspector);
    if (parser.isTooLarge()) {
      inspector.abort(FaultKind.STREAM_EVENT_TOO_LARGE);
    }
    advance(kept);
  }

  @Override
  void begin(WriteStream<Buffer> to) {
    advance(Buffer.buffer());
    if (!inspector.isDone() && inspector.fault() == null) {
      incoming.resume();
    }
  }

  /** Goes on as far as what is known allows. */
  private void advance(Buffer kept) {
    if (client != null) {
      pass(kept, client);
    } else if (committed.future().isComplete()) {
      held.appendBuffer(kept);
    } else {
      hold(kept);
    }
  }

  private void hold(Buffer kept) {
    held.appendBuffer(kept);
    UpstreamFault fault = inspector.fault();
    if (fault != null && !inspector.hasBegun()) {
      failBeforeCommit(fault);
    } else if (inspector.hasBegun() || inspector.isDone() || isHoldFull()) {
      commitStream();
    } else if (holdLimit == null && inspector.openings() > 0 && !inspector.isVerbatim()) {
      holdLimit = timers.after(LONGEST_HOLD, this::commitStream);
    }
  }

  private boolean isHoldFull() {
    if (inspector.isVerbatim()) {
      return held.length() >= mostHeldBytes;
    }
    return inspector.openings() > 0
        && (held.length() >= mostHeldBytes || inspector.openings() >= MOST_HELD_EVENTS);
  }

  private void commitStream() {
    inspector.begin();
    stopHoldLimit();
    commit();
  }

  private void failBeforeCommit(UpstreamFault found) {
    stopHoldLimit();
    incoming.discard();
    committed.tryFail(
        switch (found.kind()) {
          case STREAM_MALFORMED -> AttemptFailure.of(FaultKind.MALFORMED);
          case STREAM_EVENT_TOO_LARGE -> AttemptFailure.of(FaultKind.ANSWER_TOO_LARGE);
          default -> new AttemptFailure(found);
        });
  }

  private void pass(Buffer kept, WriteStream<Buffer> to) {
    if (finished.future().isComplete()) {
      return;
    }
    Buffer next = kept;
    if (held.length() > 0) {
      next = held.appendBuffer(kept);
      held = Buffer.buffer();
    }
    if (inspector.isDone()) {
      // Told before the end, so that whoever writes of it when the response ends has it.
      finished.tryComplete(inspector.completion());
      to.end(inspector.isVerbatim() ? SseParser.withLastLineFeed(next) : next);
      incoming.leave(FAREWELL);
      return;
    }
    if (next.length() > 0) {
      to.write(next);
    }
    UpstreamFault fault = inspector.fault();
    if (fault != null) {
      incoming.discard();
      finished.tryFail(new AttemptFailure(fault));
    } else if (to.writeQueueFull()) {
      incoming.pause();
    }
  }

  @Override
  public void end(IncomingBody.End end) {
    Buffer kept = Buffer.buffer();
    if (end == IncomingBody.End.COMPLETE) {
      kept = parser.finish(inspector);
      if (inspector.endsWhole()) {
        kept = Buffer.buffer().appendBuffer(kept).appendBuffer(inspector.end());
      }
    }
    inspector.abort(inspector.hasBegun() ? interrupted(end) : kindBeforeCommit(end));
    advance(kept);
  }

  private FaultKind kindBeforeCommit(IncomingBody.End end) {
    if (end == IncomingBody.End.SILENT) {
      return FaultKind.ANSWER_STALLED;
    }
    return inspector.events() == 0 ? FaultKind.EMPTY_STREAM : FaultKind.MALFORMED;
  }

  @Override
  public void abort(RuntimeException reason) {
    stopHoldLimit();
    super.abort(reason);
  }

  private void stopHoldLimit() {
    if (holdLimit != null) {
      holdLimit.cancel();
      holdLimit = null;
    }
  }
}
