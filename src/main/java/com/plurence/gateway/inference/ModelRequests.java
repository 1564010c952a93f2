package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.body.BodyCollector;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.http.BodyReader;
import com.plurence.gateway.http.Exchange;
import com.plurence.gateway.idempotency.Fingerprint;
import com.plurence.gateway.inference.stage.ModelCall;
import com.plurence.gateway.inference.upload.MultipartType;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.inference.upload.Uploads;
import com.plurence.gateway.upstream.attempt.RequestHeaders;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/**
 * Reads requests to models as far as they must be known, and lets pass what the caller's key
 * permits. On one event loop.
 */
final class ModelRequests {
  private final BodyReader bodies;
  private final Uploads uploads;
  private final ClientDialect dialect;
  private final int maxDepth;

  /**
   * @param maxDepth levels of nesting that a JSON body may have
   */
  ModelRequests(BodyReader bodies, Uploads uploads, ClientDialect dialect, int maxDepth) {
    this.dialect = dialect;
    this.bodies = bodies;
    this.uploads = uploads;
    this.maxDepth = maxDepth;
  }

  /**
   * What {@code exchange} asks; fails with what the client is to be told.
   *
   * @param fingerprint is fed with a body of JSON as it comes
   */
  Future<ModelCall> read(
      Exchange exchange,
      Caller.Application caller,
      Operation operation,
      Optional<Fingerprint> fingerprint) {
    boolean brings =
        operation.takesFiles()
            && MultipartType.is(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
    return brings
        ? files(exchange, caller, operation)
        : json(exchange, caller, operation, fingerprint);
  }

  /** A scan of a JSON body of {@code operation}. */
  RequestScan scan(Operation operation) {
    return dialect.scan(operation, maxDepth);
  }

  private Future<ModelCall> json(
      Exchange exchange,
      Caller.Application caller,
      Operation operation,
      Optional<Fingerprint> fingerprint) {
    BodyCollector body = new BodyCollector();
    RequestScan scan = scan(operation);
    return bodies
        .read(exchange, piece -> take(piece, body, scan, fingerprint))
        .map(
            read -> {
              ScannedRequest request = scan.finish();
              permit(caller, operation, request.model());
              return ModelCall.of(request, body.take(), headers(exchange));
            });
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
    return uploads
        .read(exchange)
        .compose(
            upload ->
                Future.succeededFuture(upload)
                    .map(read -> permitted(exchange, caller, operation, read))
                    .onFailure(refused -> upload.close()));
  }

  private ModelCall permitted(
      Exchange exchange, Caller.Application caller, Operation operation, Upload upload) {
    permit(caller, operation, upload.model());
    return ModelCall.of(upload, headers(exchange));
  }

  private void permit(Caller.Application caller, Operation operation, String model) {
    caller.requireEndpoint(dialect.route(operation));
    caller.requireModel(model);
  }

  private static RequestHeaders headers(Exchange exchange) {
    return RequestHeaders.of(exchange.requestId(), exchange.request().headers());
  }
}
