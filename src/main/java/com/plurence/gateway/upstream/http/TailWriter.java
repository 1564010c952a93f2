package com.plurence.gateway.upstream.http;

import com.plurence.gateway.body.BodyTail;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the rest of a body to a provider, at the pace of both sides. Lives on one event loop. */
final class TailWriter {
  private final BodyTail tail;
  private final HttpClientRequest request;
  private final LoopTimers timers;
  private final Duration longestSilence;
  private final Told told;
  private boolean over;
  private @Nullable Timeout timeout;

  /** Who is told how it went; one of them, once, unless it is stopped before. */
  interface Told {
    /** The last byte was handed to the connection. */
    void written();

    /** The provider takes nothing. */
    void stalled();

    /** The connection to the provider is lost. */
    void broken(Throwable failure);

    /** The body itself is wrong; the client is to be told why. */
    void refused(Throwable reason);
  }

  /**
   * @param longestSilence how long the provider may take nothing
   */
  TailWriter(
      BodyTail tail,
      HttpClientRequest request,
      LoopTimers timers,
      Duration longestSilence,
      Told told) {
    this.tail = tail;
    this.request = request;
    this.timers = timers;
    this.longestSilence = longestSilence;
    this.told = told;
  }

  void begin() {
    more();
  }

  /** Writes no more; nobody is told. */
  void stop() {
    over = true;
    stopTimer();
  }

  /** Whether all is written, or no more will be. */
  boolean isOver() {
    return over;
  }

  private void more() {
    if (over) {
      return;
    }
    if (request.writeQueueFull()) {
      timeout = timers.after(longestSilence, this::stall);
      request.drainHandler(this::drained);
    } else {
      tail.next().onComplete(this::pass, reason -> conclude(() -> told.refused(reason)));
    }
  }

  private void drained(Void room) {
    stopTimer();
    request.drainHandler((Handler<Void>) null);
    more();
  }

  private void stall() {
    conclude(told::stalled);
  }

  private void pass(Optional<Buffer> piece) {
    if (over) {
      return;
    }
    if (piece.isPresent()) {
      request.write(piece.get()).onFailure(this::broke);
      more();
    } else {
      request.end().onFailure(told::broken);
      conclude(told::written);
    }
  }

  private void broke(Throwable failure) {
    conclude(() -> told.broken(failure));
  }

  private void conclude(Runnable last) {
    if (!over) {
      stop();
      last.run();
    }
  }

  private void stopTimer() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
