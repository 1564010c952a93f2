package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.usage.spool.Frame;
import com.plurence.gateway.usage.spool.Spool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes frames out of the spool and to their consumers, in order, one batch at a time; a batch is
 * done when all of it is kept. Lives on an event loop, and reads on a worker.
 */
final class Shipper {
  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);
  private static final int BATCH = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final WorkerExecutor workers;
  private final Spool spool;
  private final Folding folding;
  private final UsageStore store;
  private final InstantSource clock;
  private final Map<Integer, FrameConsumer> consumers;
  private List<Promise<Void>> waiters = new ArrayList<>();
  private boolean busy;
  private boolean failing;
  private long timer;

  Shipper(
      Vertx vertx,
      WorkerExecutor workers,
      Spool spool,
      Folding folding,
      UsageStore store,
      Map<Integer, FrameConsumer> consumers) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.workers = workers;
    this.spool = spool;
    this.folding = folding;
    this.store = store;
    this.clock = InstantSource.system();
    this.consumers = consumers;
  }

  /** The first round is for what others have left, be it nothing but files that can go. */
  void start() {
    shipped().onFailure(this::tell);
    timer =
        vertx.setPeriodic(BETWEEN_ROUNDS.toMillis(), tick -> context.runOnContext(go -> tick()));
  }

  private void tick() {
    if (!busy && (spool.waiting() > 0 || !folding.isEmpty())) {
      round();
    }
  }

  /** Completes when everything that is in the spool by now has been kept; on any thread. */
  Future<Void> shipped() {
    Promise<Void> kept = Promise.promise();
    context.runOnContext(
        go -> {
          waiters.add(kept);
          if (!busy) {
            round();
          }
        });
    return kept.future();
  }

  private void round() {
    List<Promise<Void>> served = waiters;
    waiters = new ArrayList<>();
    busy = true;
    frames()
        .compose(done -> folds())
        .onComplete(
            done -> {
              busy = false;
              if (!waiters.isEmpty()) {
                round();
              }
            })
        .onSuccess(
            done -> {
              failing = false;
              served.forEach(Promise::tryComplete);
            })
        .onFailure(
            failure -> {
              tell(failure);
              served.forEach(waiter -> waiter.tryFail(failure));
            });
  }

  private Future<Void> frames() {
    return workers
        .executeBlocking(() -> spool.read(BATCH), false)
        .compose(
            frames ->
                keep(frames)
                    .compose(kept -> blocking(spool::mark))
                    .recover(
                        failure ->
                            blocking(spool::reset).compose(reset -> Future.failedFuture(failure)))
                    .compose(
                        marked -> frames.size() < BATCH ? Future.succeededFuture() : frames()));
  }

  private Future<Void> keep(List<Frame> frames) {
    Map<Integer, List<byte[]>> kinds =
        frames.stream()
            .collect(
                Collectors.groupingBy(
                    Frame::kind, Collectors.mapping(Frame::bytes, Collectors.toList())));
    List<Future<Void>> kept = new ArrayList<>();
    kinds.forEach(
        (kind, bytes) -> {
          FrameConsumer consumer = consumers.get(kind);
          if (consumer == null) {
            LOG.atError().addKeyValue("kind", kind).log("nobody takes these frames of the spool");
          } else {
            kept.add(consumer.take(bytes));
          }
        });
    return Future.join(kept).mapEmpty();
  }

  private Future<Void> folds() {
    if (folding.isEmpty()) {
      return Future.succeededFuture();
    }
    return workers
        .executeBlocking(folding::oldest, false)
        .compose(oldest -> oldest.isEmpty() ? Future.succeededFuture() : fold(oldest));
  }

  private Future<Void> fold(Optional<Fold> oldest) {
    Fold fold = oldest.orElseThrow();
    return store
        .add(fold, clock.instant())
        .compose(
            added ->
                workers.executeBlocking(
                    () -> {
                      folding.done(fold);
                      return true;
                    },
                    false))
        .compose(done -> folds());
  }

  private Future<Void> blocking(Runnable step) {
    return workers
        .executeBlocking(
            () -> {
              step.run();
              return true;
            },
            false)
        .mapEmpty();
  }

  private void tell(Throwable failure) {
    boolean away =
        failure instanceof GatewayException answer && answer.kind() == ErrorCode.STORE_UNAVAILABLE;
    if (!failing && !away) {
      LOG.atError().setCause(failure).log("usage records can't be kept, and wait in the spool");
    }
    failing = true;
  }

  /**
   * Keeps what is in the spool, for at most {@code patience}.
   *
   * @return completes in any case
   */
  Future<Void> stop(Duration patience) {
    vertx.cancelTimer(timer);
    return last(System.nanoTime() + patience.toNanos());
  }

  private Future<Void> last(long deadline) {
    return shipped()
        .transform(
            round -> {
              if (round.succeeded() || System.nanoTime() - deadline > 0) {
                return Future.succeededFuture();
              }
              return vertx.timer(BETWEEN_ROUNDS.toMillis()).compose(later -> last(deadline));
            })
        .mapEmpty();
  }
}
