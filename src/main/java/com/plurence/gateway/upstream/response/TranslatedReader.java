package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.translation.call.TranslatedStream;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.sse.SseEvent;
import com.plurence.gateway.sse.SseFilter;
import com.plurence.gateway.sse.SseParser;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream of a target that does not speak the client's dialect. Until there is more
 * than the start of a response nothing is written, so everything can still fail over; from then on
 * each event is passed on, translated, as it comes, at the client's pace.
 */
final class TranslatedReader extends OngoingReader implements SseFilter {
  /** How long a provider may take to end its body after the end of the stream. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final TranslatedStream stream;
  private final EventReader ends;
  private final SseParser parser;
  private final EventMemory memory;
  private int events;
  private @Nullable UpstreamFault fault;

  /**
   * @param ends knows the marker of the end in the target's dialect
   */
  TranslatedReader(
      Target target,
      MultiMap headers,
      IncomingBody incoming,
      TranslatedStream stream,
      EventReader ends,
      EventMemory memory) {
    super(target, headers, incoming);
    this.stream = stream;
    this.ends = ends;
    this.memory = memory;
    this.parser = new SseParser(target.upstream().event());
  }

  @Override
  public Completion completion() {
    return stream.completion();
  }

  @Override
  public Optional<StreamFailure> failure() {
    return Optional.of(stream::failure);
  }

  /** Nothing passes as it is. */
  @Override
  public boolean keep(SseEvent event) {
    if (fault == null && !event.isBlank()) {
      events++;
      int from = event.dataStart();
      stream.read(event.name(), event.dataArray(), from, from + event.dataLength());
      note();
    }
    return false;
  }

  @Override
  public boolean isEnd(SseEvent event) {
    int from = event.dataStart();
    return ends.isEnd(event.dataArray(), from, from + event.dataLength());
  }

  /** Where an event would stand only an error is ever sent without the form of one. */
  @Override
  public void unframed(byte[] bytes, int from, int to) {
    if (fault == null) {
      events++;
      stream.read(null, bytes, from, to);
      note();
    }
  }

  private void note() {
    ProviderError error = stream.fault();
    if (error != null) {
      ProviderError said = error.withoutFields();
      fault = stream.hasBegun() ? Classifier.inStream(said) : Classifier.inBand(said);
    } else if (stream.isMalformed()) {
      abort(FaultKind.STREAM_MALFORMED);
    }
  }

  /** The stream has failed, unless it was whole or had failed already. */
  private void abort(FaultKind kind) {
    if (fault == null && !stream.isEnded()) {
      fault = UpstreamFault.of(kind);
    }
  }

  /** A mistake of ours in a translation fails the attempt, rather than leave its client waiting. */
  @Override
  public void take(Buffer piece) {
    try {
      read(piece);
    } catch (RuntimeException bug) {
      abort(bug);
    }
  }

  private void read(Buffer piece) {
    int collected = parser.collected();
    if (!memory.hold(collected == 0 ? 0 : collected + (long) piece.length())) {
      fault = memory.refusal();
    } else {
      parser.feed(piece, this);
      if (parser.isTooLarge()) {
        abort(FaultKind.STREAM_EVENT_TOO_LARGE);
      }
    }
    advance();
  }

  @Override
  public void end(IncomingBody.End end) {
    try {
      conclude(end);
    } catch (RuntimeException bug) {
      abort(bug);
    }
  }

  private void conclude(IncomingBody.End end) {
    if (end == IncomingBody.End.COMPLETE && fault == null) {
      parser.finish(this);
      stream.bodyEnded();
      note();
    }
    abort(stream.hasBegun() ? interrupted(end) : kindBeforeCommit(end));
    advance();
  }

  private FaultKind kindBeforeCommit(IncomingBody.End end) {
    if (end == IncomingBody.End.SILENT) {
      return FaultKind.ANSWER_STALLED;
    }
    return events == 0 ? FaultKind.EMPTY_STREAM : FaultKind.MALFORMED;
  }

  @Override
  void begin(WriteStream<Buffer> to) {
    advance();
    if (fault == null && !stream.isEnded()) {
      incoming.resume();
    }
  }

  /** Goes on as far as what is known allows. */
  private void advance() {
    WriteStream<Buffer> to = client;
    if (to != null) {
      pass(to);
    } else if (!committed.future().isComplete()) {
      hold();
    }
  }

  private void hold() {
    UpstreamFault found = fault;
    if (stream.hasBegun() || stream.isEnded()) {
      commit();
    } else if (found != null) {
      incoming.discard();
      committed.tryFail(
          switch (found.kind()) {
            case STREAM_MALFORMED -> AttemptFailure.of(FaultKind.MALFORMED);
            case STREAM_EVENT_TOO_LARGE -> AttemptFailure.of(FaultKind.ANSWER_TOO_LARGE);
            default -> new AttemptFailure(found);
          });
    }
  }

  private void pass(WriteStream<Buffer> to) {
    if (finished.future().isComplete()) {
      return;
    }
    Buffer next = stream.take();
    if (stream.isEnded()) {
      // Told before the end, so that whoever writes of it when the response ends has it.
      finished.tryComplete(stream.completion());
      to.end(next);
      incoming.leave(FAREWELL);
      return;
    }
    if (next.length() > 0) {
      to.write(next);
    }
    UpstreamFault found = fault;
    if (found != null) {
      incoming.discard();
      finished.tryFail(new AttemptFailure(found));
    } else if (to.writeQueueFull()) {
      incoming.pause();
    }
  }
}
