package com.plurence.gateway.audit;

import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.management.Change;
import com.plurence.gateway.record.BodyCopies;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.RequestRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be recorded of a request. Who records takes nothing else, and of the requests of
 * projects of which nothing is to be remembered there is none: {@link #of} is the only way to one.
 */
public sealed interface Recording permits MetadataRecording, FullRecording {
  /** The event that is to be kept. */
  AuditEvent event();

  /**
   * What is recorded of {@code change}, which {@code request} has made or failed to make. That is
   * about people who administer the gateway, and so does not depend on how much is to be remembered
   * of what applications ask.
   *
   * @param address how much of a client's address is kept
   * @param now in milliseconds since 1970
   */
  static Recording of(Change change, RequestRecord request, AuditConfig.Address address, long now) {
    return new MetadataRecording(RequestEvents.of(change, request, address, now));
  }

  /**
   * What may be recorded of {@code request}, which is over; empty: nothing.
   *
   * @param address how much of a client's address is kept
   * @param now in milliseconds since 1970
   */
  static Optional<Recording> of(RequestRecord request, AuditConfig.Address address, long now) {
    @Nullable CallerFacts caller = request.caller();
    @Nullable BodyCopies copies = request.copies();
    if (caller != null && caller.isForgotten()) {
      return Optional.empty();
    }
    AuditEvent event = RequestEvents.of(request, address, now);
    if (copies == null || caller == null || caller.auditTier() != AuditConfig.Tier.FULL) {
      return Optional.of(new MetadataRecording(event));
    }
    copies.close();
    if (!copies.isThere() || event.outcome().isCheapToCause()) {
      copies.release();
      return Optional.of(new MetadataRecording(event));
    }
    return Optional.of(new FullRecording(event.withBodies(true), copies));
  }
}
