package com.plurence.gateway.upstream.response;

import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.TransportFault;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a provider's response as it comes in: watches that it does not fall silent, and gives
 * its connection back exactly once, when the body has ended, broken off, or is not wanted any more.
 */
public final class IncomingBody {
  private final ResponseHead head;
  private final LoopTimers timers;
  private Duration longestSilence;
  private final Runnable release;
  private Consumer<Buffer> onChunk = chunk -> {};
  private Consumer<End> onEnd = end -> {};
  private @Nullable Timeout timeout;

  /** When the last piece came, in nanoseconds of {@link LoopTimers#coarseNanoTime()}. */
  private long lastChunkNanos;

  private boolean paused;
  private boolean over;

  /**
   * @param release gives the connection back
   */
  IncomingBody(ResponseHead head, LoopTimers timers, Duration longestSilence, Runnable release) {
    this.head = head;
    this.timers = timers;
    this.longestSilence = longestSilence;
    this.release = release;
    this.lastChunkNanos = timers.coarseNanoTime();
  }

  /** How a body can end. */
  public enum End {
    COMPLETE,
    /** Nothing came for too long. */
    SILENT,
    /** The connection was lost. */
    BROKEN,
    /** It was not HTTP any more. */
    MALFORMED
  }

  /**
   * Begins to read.
   *
   * @param chunk gets every piece, in order
   * @param end called once, unless the body is discarded before
   */
  void read(Consumer<Buffer> chunk, Consumer<End> end) {
    onChunk = chunk;
    onEnd = end;
    head.body()
        .handler(this::take)
        .exceptionHandler(
            failure ->
                finish(
                    TransportFault.reading(failure) == FaultKind.MALFORMED
                        ? End.MALFORMED
                        : End.BROKEN))
        .endHandler(last -> finish(End.COMPLETE));
    watch(longestSilence);
  }

  private void take(Buffer piece) {
    if (!over) {
      lastChunkNanos = timers.coarseNanoTime();
      onChunk.accept(piece);
    }
  }

  /** From now on the body may be silent for no longer than this. */
  void expectWithin(Duration silence) {
    if (!over) {
      longestSilence = silence;
      lastChunkNanos = timers.coarseNanoTime();
      stopWatch();
      watch(silence);
    }
  }

  /** Stops the flow: it is the client who is slow now, so the provider's silence does not count. */
  void pause() {
    if (!over && !paused) {
      paused = true;
      head.body().pause();
      head.reads().set(false);
    }
  }

  void resume() {
    if (paused) {
      paused = false;
      lastChunkNanos = timers.coarseNanoTime();
      head.body().resume();
      head.reads().set(true);
    }
  }

  /**
   * The rest is not wanted; if it does not end by itself within {@code grace}, the connection is
   * closed.
   */
  void leave(Duration grace) {
    stopWatch();
    onChunk = piece -> {};
    onEnd = end -> {};
    if (!over) {
      resume();
      timeout = timers.after(grace, this::discard);
    }
  }

  /** Resets the request; no more is heard of it. */
  void discard() {
    if (!over) {
      onEnd = end -> {};
      head.reset().run();
      finish(End.BROKEN);
    }
  }

  private void finish(End end) {
    if (!over) {
      over = true;
      stopWatch();
      release.run();
      onEnd.accept(end);
    }
  }

  /** One timer a body, not one a chunk: when it fires early it is set for the rest. */
  private void watch(Duration wait) {
    timeout = timers.after(wait, this::look);
  }

  private void look() {
    Duration silence =
        paused ? Duration.ZERO : Duration.ofNanos(timers.coarseNanoTime() - lastChunkNanos);
    Duration left = longestSilence.minus(silence);
    if (left.isNegative() || left.isZero()) {
      Consumer<End> told = onEnd;
      discard();
      told.accept(End.SILENT);
    } else {
      watch(left);
    }
  }

  private void stopWatch() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
