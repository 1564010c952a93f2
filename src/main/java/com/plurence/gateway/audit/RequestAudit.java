package com.plurence.gateway.audit;

import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.record.RequestRecord;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

/** Records each request to the gateway when it is over, on its event loop. */
public final class RequestAudit implements Consumer<RequestRecord> {
  /** What balancers ask every few seconds; nobody ever wants to know who did. */
  private static final Set<String> PROBES = Set.of("/livez", "/readyz");

  private final Repetitions repetitions;
  private final AuditConfig.Address address;
  private final InstantSource clock;

  /**
   * @param repetitions of what is cheap to cause, and the way to who keeps the rest
   * @param address how much of a client's address is kept
   */
  public RequestAudit(Repetitions repetitions, AuditConfig.Address address, InstantSource clock) {
    this.repetitions = repetitions;
    this.address = address;
    this.clock = clock;
  }

  @Override
  public void accept(RequestRecord request) {
    if (!PROBES.contains(request.route())) {
      Recording.of(request, address, clock.millis()).ifPresent(repetitions::record);
    }
  }
}
