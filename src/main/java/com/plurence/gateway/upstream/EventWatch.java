package com.plurence.gateway.upstream;

import com.plurence.gateway.provider.EventReader;
import com.plurence.gateway.provider.ProviderError;
import com.plurence.gateway.provider.ResponseForm;
import com.plurence.gateway.provider.TokenUsage;
import com.plurence.gateway.provider.openai.EventScan;
import com.plurence.gateway.provider.openai.TypedEventScan;
import com.plurence.gateway.sse.SseEvent;
import com.plurence.gateway.sse.SseFilter;
import com.plurence.gateway.upstream.UpstreamAnswer.Spent;
import com.plurence.gateway.upstream.decision.Classifier;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each event of a stream as it passes: whether the answer has begun, whether it is whole
 * or broken, and what it cost.
 */
final class EventWatch implements SseFilter {
  private final boolean usageWanted;
  private final EventReader scan;
  private final boolean endsWithTheBody;
  private int events;
  private boolean begun;
  private boolean done;
  private @Nullable UpstreamFault fault;
  private Optional<TokenUsage> usage = Optional.empty();
  private Optional<String> finishReason = Optional.empty();

  /**
   * @param usageWanted whether the client asked for usage itself; else its event is not passed on
   */
  EventWatch(boolean usageWanted, ResponseForm.Events form) {
    this.usageWanted = usageWanted;
    this.scan = form == ResponseForm.Events.CHUNKS ? new EventScan() : new TypedEventScan();
    this.endsWithTheBody = form == ResponseForm.Events.TYPED;
  }

  /** What follows the terminal marker or an error is not passed on. */
  @Override
  public boolean keep(SseEvent event) {
    if (done || fault != null) {
      return false;
    }
    if (event.isDone()) {
      done = true;
      return true;
    }
    events++;
    return !event.hasData() || inspect(event);
  }

  private boolean inspect(SseEvent event) {
    int from = event.dataStart();
    switch (scan.read(event.dataArray(), from, from + event.dataLength())) {
      case MALFORMED -> breakOff(FaultKind.STREAM_MALFORMED);
      case ERROR -> fault = reported(scan.error().orElseThrow());
      case CONTENT -> begun = true;
      case LAST -> {
        begun = true;
        done = true;
      }
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
    return begun ? Classifier.inStream(error) : Classifier.inBand(error);
  }

  /** The answer begins although no content has come: what goes wrong is told in the stream now. */
  void begin() {
    begun = true;
  }

  /** The body has ended as it should. */
  void endOfBody() {
    done |= endsWithTheBody && begun && fault == null;
  }

  /** The stream has failed, unless it was whole or had failed already. */
  void breakOff(FaultKind kind) {
    if (!done && fault == null) {
      fault = UpstreamFault.of(kind);
    }
  }

  /** Events without the terminal marker. */
  int events() {
    return events;
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

  Spent spent() {
    return new Spent(usage, finishReason);
  }
}
