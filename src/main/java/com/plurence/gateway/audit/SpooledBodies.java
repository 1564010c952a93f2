package com.plurence.gateway.audit;

import com.plurence.gateway.audit.redact.Redactor;
import com.plurence.gateway.record.BodyCopies;
import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.usage.spool.Frame;
import com.plurence.gateway.usage.spool.Lane;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redacts and deflates bodies on a worker, and only then appends them to the spool, on the event
 * loop of their request. They are the first to make room for the rest.
 */
final class SpooledBodies {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledBodies.class);

  /** The share of the spool at which they are given up. */
  private static final double CROWDED = 0.5;

  private final WorkerExecutor workers;
  private final PerLoop<Lane> lanes;
  private final DoubleSupplier fill;
  private final Redactor redactor;

  SpooledBodies(Vertx vertx, PerLoop<Lane> lanes, DoubleSupplier fill, Redactor redactor) {
    this.workers = vertx.createSharedWorkerExecutor("bodies", 1);
    this.lanes = lanes;
    this.fill = fill;
    this.redactor = redactor;
  }

  /** Whether there is room for more of them. */
  boolean hasRoom() {
    return fill.getAsDouble() < CROWDED;
  }

  /** Keeps the bodies of {@code recording}, or counts them as given up. */
  void keep(FullRecording recording) {
    BodyCopies copies = recording.copies();
    workers
        .executeBlocking(() -> AuditBody.of(recording.event(), copies, redactor).write(), false)
        .onSuccess(
            frame -> {
              if (!hasRoom() || !lanes.here().append(Frame.BODIES, frame, frame.length)) {
                copies.drop();
              }
            })
        .onFailure(
            failure -> {
              copies.drop();
              LOG.atError()
                  .addKeyValue("requestId", recording.event().requestId())
                  .addKeyValue("problem", failure.getClass())
                  .log("the bodies of a request could not be redacted, and are not kept");
            })
        .onComplete(done -> copies.release());
  }
}
