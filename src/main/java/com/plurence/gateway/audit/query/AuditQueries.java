package com.plurence.gateway.audit.query;

import com.plurence.gateway.audit.AuditBody;
import com.plurence.gateway.audit.AuditEvent;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Where audit events are, to be asked by those who may see a part of them. What is older than
 * events are kept is never answered, whatever is still on disk.
 */
public interface AuditQueries {
  /** What {@link KeysetPage#total} is at most: whoever sees it knows that there are more. */
  int HIGHEST_TOTAL = 10_001;

  /** A part of the events, and how many match on any part. */
  Future<KeysetPage<AuditEvent>> page(AuditView view, KeysetQuery query);

  /** The bodies of the request of {@code event}, if they were kept. */
  Future<Optional<AuditBody>> bodies(AuditEvent event);

  /** One event. */
  Future<Optional<AuditEvent>> find(AuditView view, String requestId);
}
