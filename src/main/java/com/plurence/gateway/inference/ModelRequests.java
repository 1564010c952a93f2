package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.BodyCollector;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.request.EndUserScan;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.body.BodyReader;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.idempotency.Fingerprint;
import com.plurence.gateway.idempotency.IdempotencyKey;
import com.plurence.gateway.inference.upload.MultipartType;
import com.plurence.gateway.inference.upload.Uploads;
import com.plurence.gateway.record.BodyCopies;
import com.plurence.gateway.record.BodyCopying;
import com.plurence.gateway.record.RequestRecord;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests to models as far as they must be known. On one event loop. */
public final class ModelRequests {
  private final BodyReader bodies;
  private final Uploads uploads;
  private final ClientDialect dialect;
  private final int maxDepth;
  private final boolean endUsers;
  private final BodyCopying copying;
  private final MoreProblems more;

  /**
   * @param uploads of this event loop
   * @param dialect what clients speak
   * @param maxDepth levels of nesting that a JSON body may have
   * @param endUsers whether it is to be known for whom applications ask
   * @param copying decides whose bodies are kept
   * @param more finds more in a body that was refused
   */
  public ModelRequests(
      BodyReader bodies,
      Uploads uploads,
      ClientDialect dialect,
      int maxDepth,
      boolean endUsers,
      BodyCopying copying,
      MoreProblems more) {
    this.copying = copying;
    this.endUsers = endUsers;
    this.more = more;
    this.dialect = dialect;
    this.bodies = bodies;
    this.uploads = uploads;
    this.maxDepth = maxDepth;
  }

  /** Knows what else is wrong with a body, so that a client is told everything at once. */
  @FunctionalInterface
  public interface MoreProblems {
    /** {@code refusal}, perhaps with more details. */
    GatewayException besides(GatewayException refusal, CallContext context, Body body);
  }

  /** What {@code exchange} asks; fails with what the client is to be told. */
  Future<ModelCall> read(Exchange exchange, Caller.Application caller, Operation operation) {
    try {
      Attributions.read(exchange.request().headers(), exchange.record().attribution());
    } catch (GatewayException refusal) {
      return Future.failedFuture(refusal);
    }
    copying.begin(caller.auditTier()).ifPresent(exchange.record()::copies);
    boolean bringsFiles =
        operation.takesFiles()
            && MultipartType.is(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
    return bringsFiles ? files(exchange, caller, operation) : json(exchange, caller, operation);
  }

  /** A scan of a JSON body of {@code operation}. */
  public RequestScan scan(Operation operation) {
    return dialect.scan(operation, maxDepth);
  }

  private Future<ModelCall> json(
      Exchange exchange, Caller.Application caller, Operation operation) {
    BodyCollector body = new BodyCollector();
    RequestScan scan = scan(operation);
    Optional<Fingerprint> fingerprint = fingerprint(exchange);
    Optional<EndUserScan> endUser =
        endUsers ? Optional.of(new EndUserScan(maxDepth)) : Optional.empty();
    CallContext context = new CallContext(exchange, caller, dialect, operation, fingerprint);
    return bodies
        .read(
            exchange,
            piece -> {
              copy(piece, exchange.record());
              take(piece, body, scan, fingerprint);
              endUser.ifPresent(user -> user.feed(piece));
            })
        .map(
            read -> {
              noteBody(exchange.record(), endUser);
              return ModelCall.of(context, finish(scan, context, body), body.take());
            });
  }

  private static void copy(Buffer piece, RequestRecord record) {
    @Nullable BodyCopies copies = record.copies();
    if (copies != null) {
      copies.request(piece);
    }
  }

  private static void noteBody(RequestRecord record, Optional<EndUserScan> endUser) {
    record.ledger().bodyCame();
    endUser.flatMap(EndUserScan::endUser).ifPresent(record.attribution()::askedFor);
  }

  private ScannedRequest finish(RequestScan scan, CallContext context, BodyCollector body) {
    try {
      return scan.finish();
    } catch (GatewayException refusal) {
      throw refusal.kind() == ErrorCode.VALIDATION_FAILED
          ? more.besides(refusal, context, body.take())
          : refusal;
    }
  }

  /** What is to be fed with the body as it comes, if the request may have to be done only once. */
  private static Optional<Fingerprint> fingerprint(Exchange exchange) {
    return IdempotencyKey.isIn(exchange.request().headers())
        ? Optional.of(new Fingerprint(exchange.record().route()))
        : Optional.empty();
  }

  /** A body that can't be JSON any more is refused before the rest of it has come. */
  private static void take(
      Buffer piece, BodyCollector body, RequestScan scan, Optional<Fingerprint> fingerprint) {
    body.add(piece);
    fingerprint.ifPresent(known -> known.add(piece));
    if (!scan.feed(piece)) {
      scan.finish();
    }
  }

  private Future<ModelCall> files(
      Exchange exchange, Caller.Application caller, Operation operation) {
    CallContext context = new CallContext(exchange, caller, dialect, operation, Optional.empty());
    return uploads
        .read(exchange)
        .map(
            upload -> {
              exchange.record().ledger().bodyCame();
              return ModelCall.of(context, upload);
            });
  }
}
