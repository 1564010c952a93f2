package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.config.UsageConfig;
import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.UsageRecorder;
import com.plurence.gateway.usage.spool.Frame;
import com.plurence.gateway.usage.spool.Lane;
import com.plurence.gateway.usage.spool.Spool;
import com.plurence.gateway.usage.spool.SpoolPlace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of requests: in the spool at once, and in the store soon. Everything may be
 * called on any thread, and returns at once.
 */
public final class UsageKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(UsageKeeper.class);
  private static final Duration BETWEEN_UPKEEPS = Duration.ofMillis(100);
  private static final Duration BETWEEN_SAVES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_HOUSEKEEPINGS = Duration.ofHours(1);

  /** The share of the spool at which records are kept without what can be done without. */
  private static final double TIGHT = 0.8;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final UsageConfig config;
  private final InstantSource clock = InstantSource.system();
  private final Spool spool;
  private final Folding folding;
  private final PerLoop<Lane> lanes;
  private final SpooledRecords records;
  private final Shipper shipper;
  private final UsageStore store;
  private final Map<Integer, FrameConsumer> consumers = new ConcurrentHashMap<>();
  private final SpoolLevel level = new SpoolLevel();
  private final Queue<Long> timers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean atWork = new AtomicBoolean();
  private final AtomicBoolean saving = new AtomicBoolean();

  private UsageKeeper(
      Vertx vertx,
      WorkerExecutor workers,
      Spool spool,
      Folding folding,
      UsageStore store,
      UsageConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.workers = workers;
    this.spool = spool;
    this.folding = folding;
    this.lanes = new PerLoop<>(spool::lane);
    this.records = new SpooledRecords(lanes, folding);
    this.store = store;
    ship(Frame.USAGE, this::ship);
    this.shipper = new Shipper(vertx, workers, spool, folding, store, consumers);
  }

  /**
   * Opens the spool at {@code place} for {@code loops} event loops.
   *
   * @return fails if it can't be had; its message says why
   */
  public static Future<UsageKeeper> open(
      Vertx vertx, SpoolPlace place, int loops, UsageStore store, UsageConfig config) {
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("spool", 2);
    return workers
        .executeBlocking(
            () -> {
              Spool spool = place.open(loops);
              Folding folding = Folding.open(spool.directory());
              return new UsageKeeper(vertx, workers, spool, folding, store, config);
            })
        .onFailure(failure -> workers.close());
  }

  private Future<Void> ship(List<byte[]> frames) {
    return workers.executeBlocking(() -> records(frames), false).compose(store::add);
  }

  private static List<UsageRecord> records(List<byte[]> frames) {
    List<UsageRecord> records = new ArrayList<>(frames.size());
    for (byte[] frame : frames) {
      try {
        records.add(UsageJson.read(frame));
      } catch (IllegalArgumentException e) {
        LOG.atError()
            .addKeyValue("record", new String(frame, StandardCharsets.UTF_8))
            .setCause(e)
            .log("a usage record of the spool is of another version, and left out");
      }
    }
    return records;
  }

  /** Hands frames of {@code kind}, which others append, to {@code consumer} from now on. */
  public void ship(int kind, FrameConsumer consumer) {
    consumers.put(kind, consumer);
  }

  Spool spool() {
    return spool;
  }

  /** Where an event loop appends its frames, on that loop. */
  public PerLoop<Lane> lanes() {
    return lanes;
  }

  /** The share of the spool that waits for the store, from 0 to 1. */
  public double fill() {
    return spool.fill();
  }

  /** Takes the records of all event loops. */
  public UsageRecorder recorder() {
    return records;
  }

  /** Bytes in the spool that the store does not have. */
  public long waiting() {
    return spool.waiting();
  }

  /** Records so far of which the store gets nothing but their sums. */
  public long folded() {
    return folding.count();
  }

  /** Whether there are such records of which the store does not have the sums. */
  boolean isFolding() {
    return !folding.isEmpty();
  }

  /** Whether some of their sums are not in the reserved file yet. */
  boolean isSaving() {
    return folding.needsSaving();
  }

  /** Whether there is no room for the record of another request. */
  public boolean isFull() {
    return spool.isFull();
  }

  /**
   * Completes when the store has what is in the spool by now.
   *
   * @return fails with STORE_UNAVAILABLE
   */
  public Future<Void> shipped() {
    return shipper.shipped();
  }

  /** Begins to ship, and to look after the spool. */
  public void start() {
    shipper.start();
    every(BETWEEN_UPKEEPS, this::upkeep);
    every(BETWEEN_SAVES, this::save);
    every(BETWEEN_HOUSEKEEPINGS, this::housekeeping);
    housekeeping();
  }

  private void every(Duration period, Runnable work) {
    timers.add(vertx.setPeriodic(period.toMillis(), tick -> work.run()));
  }

  private void upkeep() {
    double fill = spool.fill();
    records.tight(fill >= TIGHT);
    level.tell(spool.isFull() ? 1 : fill);
    if (spool.needsUpkeep() && atWork.compareAndSet(false, true)) {
      onWorker(spool::upkeep, atWork);
    }
  }

  private void save() {
    if (folding.needsSaving() && saving.compareAndSet(false, true)) {
      onWorker(folding::save, saving);
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void onWorker(Step step, AtomicBoolean underWay) {
    workers
        .executeBlocking(
            () -> {
              step.run();
              return true;
            },
            false)
        .onFailure(
            failure ->
                LOG.atWarn()
                    .addKeyValue("problem", failure)
                    .log("the directory of the spool could not be written"))
        .onComplete(done -> underWay.set(false));
  }

  private void housekeeping() {
    Instant now = clock.instant();
    store
        .prepare(now)
        .compose(prepared -> store.forget(now, config.keep(), config.keepSummaries()))
        .onFailure(
            failure ->
                LOG.atWarn()
                    .addKeyValue("problem", failure.getMessage())
                    .log("usage records that are too old stay for another hour"));
  }

  /**
   * Ships what there is, for at most {@code patience}, and looks after the spool no longer;
   * completes in any case.
   */
  public Future<Void> stop(Duration patience) {
    return shipper
        .stop(patience)
        .onComplete(
            shipped -> {
              for (Long timer : timers) {
                vertx.cancelTimer(timer);
              }
            });
  }

  /**
   * Gives the spool up, once no event loop is left that may append to it; what waits stays there.
   * Blocks.
   */
  public void close() throws IOException {
    folding.close();
    spool.close();
  }
}
