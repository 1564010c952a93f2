package com.plurence.gateway.audit;

import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.management.Change;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.RequestRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be recorded of a request. Who records takes nothing else, and of the requests of
 * projects of which nothing is to be remembered there is none: {@link #of} is the only way to one.
 */
public sealed interface Recording {
  /** The event that is to be kept. */
  AuditEvent event();

  /** Everything but bodies. */
  record Metadata(AuditEvent event) implements Recording {}

  /**
   * What is recorded of {@code change}, which {@code request} has made or failed to make. That is
   * about people who administer the gateway, and so does not depend on how much is to be remembered
   * of what applications ask.
   *
   * @param address how much of a client's address is kept
   * @param now in milliseconds since 1970
   */
  static Recording of(Change change, RequestRecord request, AuditConfig.Address address, long now) {
    return new Metadata(RequestEvents.of(change, request, address, now));
  }

  /**
   * What may be recorded of {@code request}, which is over; empty: nothing.
   *
   * @param address how much of a client's address is kept
   * @param now in milliseconds since 1970
   */
  static Optional<Recording> of(RequestRecord request, AuditConfig.Address address, long now) {
    @Nullable CallerFacts caller = request.caller();
    return caller != null && caller.auditTier() == AuditConfig.Tier.ZERO_RETENTION
        ? Optional.empty()
        : Optional.of(new Metadata(RequestEvents.of(request, address, now)));
  }
}
