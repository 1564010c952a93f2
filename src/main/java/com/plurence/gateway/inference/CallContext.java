package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.idempotency.Fingerprint;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.timing.Cancellation;
import java.util.Optional;

/**
 * What stays the same of a call to a model, whatever stages make of it.
 *
 * @param exchange the request and its response
 * @param caller whose permissions hold, also for what extensions ask in its name
 * @param dialect what the client speaks
 * @param operation what is asked of the model
 * @param fingerprint of the request as the client sent it; empty: it may be done again and again
 */
public record CallContext(
    Exchange exchange,
    Caller.Application caller,
    ClientDialect dialect,
    Operation operation,
    Optional<Fingerprint> fingerprint) {

  /** What is known of the request so far. */
  public RequestRecord record() {
    return exchange.record();
  }

  /** Where attempts are written down. */
  public AttemptLog attempts() {
    return exchange.record().attempts();
  }

  /** Says when nobody waits for the response any more. */
  public Cancellation cancellation() {
    return exchange.cancellation();
  }
}
