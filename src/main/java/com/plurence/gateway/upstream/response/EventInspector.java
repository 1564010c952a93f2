package com.plurence.gateway.upstream.response;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.record.TokenUsage;
import com.plurence.gateway.sse.SseEvent;
import com.plurence.gateway.sse.SseFilter;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each event of a stream as it passes: whether the response has begun, whether it is whole
 * or broken, and what it cost.
 */
final class EventInspector implements SseFilter {
  /** Of events that nothing is known of, before the first choice; further ones are left out. */
  private static final int MOST_UNKNOWN_BYTES = 8 * 1024;

  private final boolean usageWanted;
  private final EventReader scan;
  private int events;
  private int openings;
  private int unknownBytes;
  private boolean begun;
  private boolean done;
  private @Nullable UpstreamFault fault;
  private Optional<TokenUsage> usage = Optional.empty();
  private Optional<String> finishReason = Optional.empty();
  private long contentBytes;

  /**
   * @param usageWanted whether the client asked for usage itself; else its event is not passed on
   * @param scan a reader of this stream alone
   */
  EventInspector(boolean usageWanted, EventReader scan) {
    this.usageWanted = usageWanted;
    this.scan = scan;
  }

  /** Whether everything passes as it came. */
  boolean isVerbatim() {
    return scan.isVerbatim();
  }

  /** An error that is no event must not pass as something that nobody knows. */
  @Override
  public void unframed(byte[] bytes, int from, int to) {
    boolean looked = !done && fault == null && isVerbatim();
    if (looked && scan.read(bytes, from, to) == EventKind.ERROR) {
      fault = reported(scan.said());
    }
  }

  /**
   * What follows the terminal marker or an error is not passed on, nor, unless everything is, what
   * keeps alive.
   */
  @Override
  public boolean keep(SseEvent event) {
    if (done || fault != null) {
      return false;
    }
    if (event.isBlank()) {
      return isVerbatim();
    }
    if (!isEnd(event)) {
      events++;
      return inspect(event);
    }
    if (openings == 0 && !begun) {
      abort(FaultKind.EMPTY_STREAM);
      return false;
    }
    done = true;
    return true;
  }

  @Override
  public boolean isEnd(SseEvent event) {
    int from = event.dataStart();
    return scan.isEnd(event.dataArray(), from, from + event.dataLength());
  }

  private boolean inspect(SseEvent event) {
    int from = event.dataStart();
    EventKind kind = scan.read(event.dataArray(), from, from + event.dataLength());
    if (scan.hasUsage()) {
      usage = scan.usage().or(() -> usage);
    }
    if (event.isNamed("error")) {
      fault = reported(scan.said());
      return false;
    }
    contentBytes += scan.contentBytes();
    if (scan.finishReason().isPresent()) {
      finishReason = scan.finishReason();
    }
    return switch (kind) {
      case MALFORMED -> {
        abort(FaultKind.STREAM_MALFORMED);
        yield false;
      }
      case ERROR -> {
        fault = reported(scan.said());
        yield false;
      }
      case CONTENT -> {
        begun = true;
        yield true;
      }
      case LAST -> {
        begun = true;
        done = true;
        yield true;
      }
      case OPENING -> {
        openings++;
        yield true;
      }
      case NOTHING -> passesWithoutChoices(event);
    };
  }

  /** It neither begins nor breaks a response; unless it is an error in the place of one. */
  private boolean passesWithoutChoices(SseEvent event) {
    if (!begun && scan.complaint().isPresent()) {
      fault = reported(scan.said());
      return false;
    }
    if (isVerbatim()) {
      return !scan.isPing();
    }
    if (event.isNamed("ping") || scan.isPing() || (!usageWanted && scan.isUsageOnly())) {
      return false;
    }
    unknownBytes += openings == 0 && !begun ? event.dataLength() : 0;
    return unknownBytes < MOST_UNKNOWN_BYTES;
  }

  private UpstreamFault reported(ProviderError error) {
    return begun ? Classifier.inStream(error) : Classifier.inBand(error);
  }

  /**
   * The response begins although no content has come: what goes wrong is told in the stream now.
   */
  void begin() {
    begun = true;
  }

  /** The stream has failed, unless it was whole or had failed already. */
  void abort(FaultKind kind) {
    abort(UpstreamFault.of(kind));
  }

  /** The same with what is known of it. */
  void abort(UpstreamFault found) {
    if (!done && fault == null) {
      fault = found;
    }
  }

  /** The body has ended well. True if the response is whole although its marker is missing. */
  boolean endsWhole() {
    boolean marked = scan.allEnded();
    boolean whole = !done && fault == null && (marked || (scan.endsWithTheBody() && begun));
    done |= whole;
    return whole && marked;
  }

  /** Events without the terminal marker and without what only keeps alive. */
  int events() {
    return events;
  }

  /** Events with a choice that brought nothing yet. */
  int openings() {
    return openings;
  }

  /** Whether there was content. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether the terminal marker has come. */
  boolean isDone() {
    return done;
  }

  /** What is wrong, if anything. */
  @Nullable UpstreamFault fault() {
    return fault;
  }

  /** The terminal marker, for a stream that is whole without it. */
  Buffer end() {
    return scan.end();
  }

  /** How a client is told that the stream breaks. */
  Optional<StreamFailure> failure() {
    return scan.failure();
  }

  Completion completion() {
    return new Completion(usage, finishReason, contentBytes);
  }
}
