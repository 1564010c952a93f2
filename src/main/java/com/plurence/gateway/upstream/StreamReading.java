package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.provider.ProviderError;
import com.plurence.gateway.provider.TokenUsage;
import com.plurence.gateway.provider.openai.EventScan;
import com.plurence.gateway.sse.SseEvent;
import com.plurence.gateway.sse.SseParser;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
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
final class StreamReading implements Reading, UpstreamAnswer.Streamed {
  private static final int MOST_HELD_BYTES = 16 * 1024;
  private static final int MOST_HELD_EVENTS = 64;
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

  /**
   * How long a provider may take to end a stream after its terminal marker, to keep the connection.
   */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Target target;
  private final MultiMap headers;
  private final Incoming incoming;
  private final LoopTimers timers;
  private final boolean usageWanted;
  private final SseParser parser;
  private final EventScan scan = new EventScan();
  private final Promise<UpstreamAnswer> committed = Promise.promise();
  private final Promise<Spent> finished = Promise.promise();
  private Buffer held = Buffer.buffer();
  private int heldEvents;
  private @Nullable Timeout holdLimit;
  private @Nullable WriteStream<Buffer> client;
  private boolean commit;
  private boolean done;
  private @Nullable UpstreamFault fault;
  private Optional<TokenUsage> usage = Optional.empty();
  private Optional<String> finishReason = Optional.empty();

  StreamReading(
      Target target, MultiMap headers, Incoming incoming, LoopTimers timers, boolean usageWanted) {
    this.target = target;
    this.headers = headers;
    this.incoming = incoming;
    this.timers = timers;
    this.usageWanted = usageWanted;
    this.parser = new SseParser(target.upstream().event());
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public Future<UpstreamAnswer> read() {
    incoming.read(chunk -> advance(parser.feed(chunk, this::keep)), this::end);
    return committed.future();
  }

  /** How the stream ended, once it has: with what was spent, or an {@link AttemptFailure}. */
  Future<Spent> finished() {
    return finished.future();
  }

  @Override
  public Future<Spent> relay(WriteStream<Buffer> to) {
    client = to;
    to.drainHandler(drained -> incoming.resume());
    advance(Buffer.buffer());
    if (!done && fault == null) {
      incoming.resume();
    }
    return finished.future().recover(AttemptFailure::forClient);
  }

  /** Whether an event is passed on. What follows the terminal marker or an error is not. */
  private boolean keep(SseEvent event) {
    if (done || fault != null) {
      return false;
    }
    if (event.isDone()) {
      done = true;
      return true;
    }
    heldEvents++;
    return !event.hasData() || inspect(event);
  }

  private boolean inspect(SseEvent event) {
    int from = event.dataStart();
    switch (scan.read(event.dataArray(), from, from + event.dataLength())) {
      case MALFORMED -> fault = UpstreamFault.of(FaultKind.STREAM_MALFORMED);
      case ERROR -> fault = reported(scan.error().orElseThrow());
      case CONTENT -> commit = true;
      case EMPTY -> {}
    }
    if (scan.hasUsage()) {
      usage = scan.usage();
    }
    if (scan.finishReason().isPresent()) {
      finishReason = scan.finishReason();
    }
    return fault == null && (usageWanted || !scan.isUsageOnly());
  }

  private UpstreamFault reported(ProviderError error) {
    return commit ? Classifier.inStream(error) : Classifier.inBand(error);
  }

  /** Goes on as far as what is known allows. */
  private void advance(Buffer kept) {
    if (client != null) {
      pass(kept);
    } else if (committed.future().isComplete()) {
      held.appendBuffer(kept);
    } else {
      hold(kept);
    }
  }

  private void hold(Buffer kept) {
    held.appendBuffer(kept);
    if (fault != null && !commit) {
      failBeforeCommit(fault);
    } else if (commit
        || done
        || held.length() >= MOST_HELD_BYTES
        || heldEvents >= MOST_HELD_EVENTS) {
      commitNow();
    } else if (holdLimit == null && heldEvents > 0) {
      holdLimit = timers.after(LONGEST_HOLD, this::commitNow);
    }
  }

  private void commitNow() {
    commit = true;
    stopHoldLimit();
    incoming.pause();
    committed.tryComplete(this);
  }

  private void failBeforeCommit(UpstreamFault found) {
    FaultKind kind =
        found.kind() == FaultKind.STREAM_MALFORMED ? FaultKind.MALFORMED : found.kind();
    stopHoldLimit();
    incoming.discard();
    committed.tryFail(kind == found.kind() ? new AttemptFailure(found) : AttemptFailure.of(kind));
  }

  private void pass(Buffer kept) {
    WriteStream<Buffer> to = client;
    if (to == null || finished.future().isComplete()) {
      return;
    }
    Buffer next = kept;
    if (held.length() > 0) {
      next = held.appendBuffer(kept);
      held = Buffer.buffer();
    }
    if (done) {
      // Told before the end, so that whoever writes of it when the answer ends has it.
      finished.tryComplete(new Spent(usage, finishReason));
      to.end(next);
      incoming.leave(FAREWELL);
      return;
    }
    if (next.length() > 0) {
      to.write(next);
    }
    if (fault != null) {
      breakOff(fault);
    } else if (to.writeQueueFull()) {
      incoming.pause();
    }
  }

  private void end(Incoming.End end) {
    Buffer kept = end == Incoming.End.COMPLETE ? parser.finish(this::keep) : Buffer.buffer();
    if (!done && fault == null) {
      fault = UpstreamFault.of(commit ? kindAfterCommit(end) : kindBeforeCommit(end));
    }
    advance(kept);
  }

  private FaultKind kindAfterCommit(Incoming.End end) {
    return switch (end) {
      case COMPLETE ->
          parser.isTooLarge() ? FaultKind.STREAM_MALFORMED : FaultKind.STREAM_ENDED_EARLY;
      case SILENT -> FaultKind.STREAM_STALLED;
      case BROKEN -> FaultKind.STREAM_RESET;
      case MALFORMED -> FaultKind.STREAM_MALFORMED;
    };
  }

  private FaultKind kindBeforeCommit(Incoming.End end) {
    if (end == Incoming.End.SILENT) {
      return FaultKind.ANSWER_STALLED;
    }
    return heldEvents == 0 ? FaultKind.EMPTY_STREAM : FaultKind.MALFORMED;
  }

  private void breakOff(UpstreamFault found) {
    incoming.discard();
    finished.tryFail(new AttemptFailure(found));
  }

  @Override
  public void abort(RuntimeException reason) {
    stopHoldLimit();
    incoming.discard();
    committed.tryFail(reason);
    finished.tryFail(reason);
  }

  private void stopHoldLimit() {
    if (holdLimit != null) {
      holdLimit.cancel();
      holdLimit = null;
    }
  }
}
