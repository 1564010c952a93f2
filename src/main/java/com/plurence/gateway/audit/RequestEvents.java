package com.plurence.gateway.audit;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.management.Change;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.RefusedBy;
import com.plurence.gateway.record.RequestRecord;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the event of a request to the gateway. */
final class RequestEvents {
  private RequestEvents() {}

  static AuditEvent of(RequestRecord request, AuditConfig.Address address, long now) {
    @Nullable CallerFacts caller = request.caller();
    @Nullable ErrorKind error = request.error();
    @Nullable RefusedBy refusedBy = request.refusedBy();
    AttemptLog attempts = request.attempts();
    return new AuditEvent(
        request.requestId(),
        now,
        AuditEvent.Kind.REQUEST,
        Outcome.of(request),
        caller == null ? null : caller.account(),
        caller == null ? null : caller.project(),
        caller == null ? null : caller.credential(),
        caller == null ? null : caller.principal(),
        kept(request.address(), address),
        request.method(),
        request.route(),
        null,
        null,
        request.model(),
        attempts.isEmpty() ? null : attempts.last().provider(),
        request.target(),
        request.status(),
        error == null ? null : error.id(),
        refusedBy == null ? null : refusedBy.scope(),
        refusedBy == null ? null : refusedBy.dimension(),
        1,
        TimeUnit.NANOSECONDS.toMillis(request.nanos()),
        request.bytesIn(),
        request.bytesOut(),
        request.attribution().tags(),
        false);
  }

  /** What was changed stands in it only if it was. */
  static AuditEvent of(
      Change change, RequestRecord request, AuditConfig.Address address, long now) {
    @Nullable ErrorKind error = request.error();
    Outcome outcome = Outcome.of(request);
    return new AuditEvent(
        request.requestId(),
        now,
        AuditEvent.Kind.ADMIN,
        outcome,
        change.accountId(),
        change.projectId(),
        null,
        change.principalId(),
        kept(request.address(), address),
        request.method(),
        request.route(),
        request.method() + " " + request.route(),
        outcome == Outcome.OK ? change.members() : null,
        null,
        null,
        null,
        request.status(),
        error == null ? null : error.id(),
        null,
        null,
        1,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.startedAt()),
        request.bytesIn(),
        request.bytesOut(),
        Map.of(),
        false);
  }

  private static @Nullable String kept(IpAddress address, AuditConfig.Address how) {
    return switch (how) {
      case NONE -> null;
      case PREFIX -> address.prefix();
      case FULL -> address.toString();
    };
  }
}
