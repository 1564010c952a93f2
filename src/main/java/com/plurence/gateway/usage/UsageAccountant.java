package com.plurence.gateway.usage;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.record.Accounting;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.record.AttemptRecord;
import com.plurence.gateway.record.Attribution;
import com.plurence.gateway.record.Billing;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.Ledger;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.Spending;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the usage record of each request that is accounted for, when nothing more will be spent on
 * it, and hands it to who keeps them. Called on the event loop of the request.
 */
public final class UsageAccountant implements Consumer<RequestRecord> {
  private static final int MOST_ATTEMPTS = 8;
  private static final String UNKNOWN = "";

  private final UsageRecorder recorder;
  private final InstantSource clock;

  public UsageAccountant(UsageRecorder recorder, InstantSource clock) {
    this.recorder = recorder;
    this.clock = clock;
  }

  @Override
  public void accept(RequestRecord request) {
    if (request.accounting() != Accounting.NONE) {
      recorder.keep(of(request, clock.millis()));
    }
  }

  /**
   * The record of a request whose last byte is handed over now.
   *
   * @param now in milliseconds since 1970
   */
  static UsageRecord of(RequestRecord request, long now) {
    Spending spending = request.spending();
    Attribution attribution = request.attribution();
    Ledger ledger = request.ledger();
    CallerFacts caller = request.caller();
    boolean forgotten = caller != null && caller.isForgotten();
    AttemptLog attempts = request.attempts();
    @Nullable AttemptRecord last = attempts.isEmpty() ? null : attempts.last();
    @Nullable ErrorKind error = request.error();
    long latency = millis(System.nanoTime() - request.startedAt());
    return new UsageRecord(
        request.requestId(),
        now,
        now - latency,
        text(caller == null ? null : caller.account()),
        text(caller == null ? null : caller.project()),
        text(caller == null ? null : caller.credential()),
        text(request.operation()),
        attribution.isStreamed(),
        text(request.model()),
        last == null ? null : last.provider(),
        last == null ? null : last.target(),
        last == null ? null : last.bill().model(),
        spending.tokens(),
        spending.estimated(),
        spending.costNanoUsd(),
        spending.priceFrom(),
        latency,
        request.firstByteNanos() == 0 ? null : millis(request.firstByteNanos()),
        FinishReasons.of(request),
        request.status(),
        error == null ? null : error.id(),
        attempts.count(),
        attempts.isEmpty() ? List.of() : attemptLog(request),
        request.accounting() == Accounting.REPLAYED,
        request.accounting() == Accounting.CACHED,
        forgotten ? Map.of() : attribution.tags(),
        forgotten ? null : attribution.endUser(),
        since(request, ledger.bodyAt()),
        since(request, ledger.admittedAt()),
        attribution.traceId());
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, UNKNOWN);
  }

  private static @Nullable Long since(RequestRecord request, long at) {
    return at == 0 ? null : millis(at - request.startedAt());
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static List<UsageAttempt> attemptLog(RequestRecord request) {
    List<AttemptRecord> all = request.attempts().all();
    List<UsageAttempt> log = new ArrayList<>(Math.min(all.size(), MOST_ATTEMPTS));
    for (AttemptRecord attempt : all.subList(0, Math.min(all.size(), MOST_ATTEMPTS))) {
      log.add(
          new UsageAttempt(
              attempt.target(),
              attempt.outcome(),
              attempt.duration().toMillis(),
              attempt.bill().billing() == Billing.UNKNOWN
                  ? null
                  : request.ledger().tokens(attempt).total(),
              attempt.bill().billing(),
              millis(attempt.beganAt() - request.startedAt()),
              attempt.firstByteAt() == 0
                  ? null
                  : millis(attempt.firstByteAt() - attempt.beganAt())));
    }
    return log;
  }
}
