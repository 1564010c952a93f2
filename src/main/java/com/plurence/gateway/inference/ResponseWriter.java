package com.plurence.gateway.inference;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.PacedBody;
import com.plurence.gateway.body.PacedWrite;
import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.record.BodyCopies;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Writes the response of a model to the client, with the headers that say who it was. */
public final class ResponseWriter {
  private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-plurence-attempts");
  private static final CharSequence TARGET = HttpHeaders.createOptimized("x-plurence-target");

  private static final CharSequence NO_SNIFF =
      HttpHeaders.createOptimized("x-content-type-options");

  /** Small: a slow reader shall hold back the provider, not fill the gateway's memory. */
  private static final int WRITE_QUEUE = 8 * 1024;

  /** Nothing for the buffers of a connection. */
  private static final int WRITTEN_AT_ONCE = 64 * 1024;

  private final AnswersConfig config;

  public ResponseWriter(AnswersConfig config) {
    this.config = config;
  }

  /**
   * Writes {@code response}.
   *
   * @return completes when it is written; fails with the contract error that the client is to be
   *     told
   */
  Future<@Nullable Void> write(Exchange exchange, ModelResponse response, KeepAlive client) {
    HttpServerResponse outgoing = exchange.request().response();
    if (outgoing.closed() || outgoing.ended()) {
      return Future.succeededFuture();
    }
    if (!outgoing.headWritten()) {
      MultiMap headers = outgoing.headers();
      response.headers().forEach((name, value) -> headers.add(name, value));
    }
    addRouteHeaders(exchange);
    exchange.record().firstByte();
    if (response instanceof ModelResponse.Streamed streamed) {
      return relay(exchange, outgoing, streamed, client);
    }
    if (response instanceof ModelResponse.Whole whole) {
      exchange.record().completed(whole.completion(), false);
      copy(exchange, whole.body());
      exchange.settle();
      end(outgoing, whole.body());
    } else if (response instanceof ModelResponse.Replayed replayed) {
      Body body = replayed.body();
      outgoing
          .setStatusCode(replayed.status())
          .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
      copy(exchange, body);
      exchange.settle();
      PacedBody.end(outgoing, body.joined());
    }
    return Future.succeededFuture();
  }

  private static void copy(Exchange exchange, Body body) {
    @Nullable BodyCopies copies = exchange.record().copies();
    if (copies != null) {
      body.pieces().forEach(copies::response);
    }
  }

  private static Future<@Nullable Void> relay(
      Exchange exchange,
      HttpServerResponse outgoing,
      ModelResponse.Streamed streamed,
      KeepAlive client) {
    // They are in the response of the client now, and a stream may last for long.
    streamed.headers().clear();
    if (!streamed.isEvents()) {
      describeBytes(outgoing.headers());
    } else if (!outgoing.headWritten()) {
      KeepAlive.describe(outgoing.headers());
    }
    outgoing.setWriteQueueMaxSize(WRITE_QUEUE);
    client.passes(streamed);
    streamed.failure().ifPresent(exchange::breaksAs);
    return streamed
        .relay(client)
        // Of a stream that broke or was left, too: its tokens were made, and cost money.
        .onFailure(broken -> exchange.record().completed(streamed.completion(), true))
        .mapEmpty();
  }

  /** The client of a stream, who is told now and then that it has not been forgotten. */
  KeepAlive client(Exchange exchange, ClientDialect dialect) {
    return new KeepAlive(exchange, dialect, config.keepAlive());
  }

  /** Nobody shall take what a provider sends for something that it does not say it is. */
  private static void describeBytes(MultiMap headers) {
    headers.set(NO_SNIFF, "nosniff");
    if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
      headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    }
  }

  private static void end(HttpServerResponse outgoing, Body body) {
    outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
    if (body.length() <= WRITTEN_AT_ONCE) {
      outgoing.end(body.joined());
    } else {
      outgoing.setWriteQueueMaxSize(WRITE_QUEUE);
      // A client that leaves is noticed by its exchange.
      PacedWrite.begin(body.pieces(), outgoing, failure -> {});
    }
  }

  /** Says in headers, as far as that is wanted and still possible, which way the request took. */
  void addRouteHeaders(Exchange exchange) {
    HttpServerResponse outgoing = exchange.request().response();
    AttemptLog attempts = exchange.record().attempts();
    if (attempts.isEmpty() || outgoing.headWritten()) {
      return;
    }
    if (config.attempts()) {
      outgoing.putHeader(ATTEMPTS, Integer.toString(attempts.count()));
    }
    if (config.target()) {
      outgoing.putHeader(TARGET, attempts.last().target());
    }
  }
}
