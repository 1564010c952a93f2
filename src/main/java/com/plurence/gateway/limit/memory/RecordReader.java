package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.timing.Hop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what scopes have used from their records, each scope once at a time. Nobody waits for that
 * long: what can't be read in time is read later, and until then counts what was counted here. Safe
 * on any thread.
 */
final class RecordReader {
  private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);
  private static final long PATIENCE_MILLIS = 250;

  private final SpentSums sums;
  private final InstantSource clock;
  private final AtomicBoolean failing = new AtomicBoolean();

  RecordReader(SpentSums sums, InstantSource clock) {
    this.sums = sums;
    this.clock = clock;
  }

  /**
   * Reads what {@code limits} need and is not known.
   *
   * @return succeeds on the context of the caller, whether or not it could be read
   */
  Future<Void> read(AccountCounts account, LimitSet limits) {
    List<Scope> wanted = account.unread(limits);
    if (wanted.isEmpty()) {
      return Future.succeededFuture();
    }
    begin(account, wanted);
    List<Future<Void>> readings = account.readings(wanted);
    return Hop.here(Future.join(readings).timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
        .<Void>mapEmpty()
        .otherwise(late -> null)
        .onSuccess(known -> account.doWithout(wanted));
  }

  /** Begins to read those of {@code wanted} that are needed and neither known nor being read. */
  void begin(AccountCounts account, List<Scope> wanted) {
    Promise<Void> over = Promise.promise();
    Future<Void> reading = over.future();
    List<Scope> claimed = account.claim(wanted, reading);
    if (!claimed.isEmpty()) {
      sums.of(claimed, clock.instant())
          .onSuccess(spent -> account.end(reading, claimed, spent))
          .onFailure(cause -> account.end(reading, claimed, List.of()))
          .onComplete(read -> report(read.cause()))
          .onComplete(read -> over.complete());
    }
  }

  private void report(@Nullable Throwable cause) {
    if (cause == null) {
      failing.set(false);
    } else if (failing.compareAndSet(false, true)) {
      LOG.warn(
          "What was used before can't be read; limits count from now on: {}", cause.toString());
    }
  }
}
