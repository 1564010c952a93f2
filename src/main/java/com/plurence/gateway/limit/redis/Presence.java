package com.plurence.gateway.limit.redis;

import com.plurence.gateway.sharedstate.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis counts for one event loop, or is away: not connected, or so slow that requests
 * would suffer. Of that loop.
 */
final class Presence implements RedisLink.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
  private static final int LATE_IN_A_ROW = 3;

  private final Sharing sharing;
  private final long timeout;
  private final Supplier<Future<Void>> comeBack;
  private final Promise<Void> begun = Promise.promise();
  private boolean connected;
  private boolean shared;
  private boolean comingBack;
  private int late;

  /**
   * @param timeout for one answer
   * @param comeBack tells Redis what has happened without it
   */
  Presence(Sharing sharing, Duration timeout, Supplier<Future<Void>> comeBack) {
    this.sharing = sharing;
    this.timeout = timeout.toNanos();
    this.comeBack = comeBack;
    sharing.began();
  }

  /** Whether Redis counts. */
  boolean isShared() {
    return shared;
  }

  /** Whether it is not yet known if Redis is there. */
  boolean isBeginning() {
    return !begun.future().isComplete();
  }

  /** Completes when it is known whether Redis is there. */
  Future<Void> begun() {
    return begun.future();
  }

  /** An answer came in time. */
  void inTime() {
    late = 0;
  }

  /** An answer was late, or was none. */
  void late() {
    late++;
    if (late >= LATE_IN_A_ROW) {
      leave();
    }
  }

  private void leave() {
    begun.tryComplete();
    if (shared) {
      shared = false;
      sharing.left();
    }
  }

  @Override
  public void connected(String policy) {
    connected = true;
    sharing.policy(policy);
    tryToComeBack();
  }

  @Override
  public void lost() {
    connected = false;
    leave();
  }

  @Override
  public void failed(Throwable why) {
    sharing.failed(why);
    leave();
  }

  @Override
  public void answered(long nanos) {
    if (!shared && nanos <= timeout) {
      tryToComeBack();
    }
  }

  private void tryToComeBack() {
    if (comingBack || !connected) {
      return;
    }
    comingBack = true;
    comeBack
        .get()
        .onComplete(tried -> comingBack = false)
        .onSuccess(told -> back())
        .onFailure(this::stayAway);
  }

  private void back() {
    if (connected && !shared) {
      late = 0;
      shared = true;
      sharing.back();
    }
    begun.tryComplete();
  }

  private void stayAway(Throwable failure) {
    LOG.atDebug().addKeyValue("problem", failure).log("the shared state is not back yet");
    sharing.failed(failure);
    begun.tryComplete();
  }
}
