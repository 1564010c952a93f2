package com.plurence.gateway.inference;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.PacedWrite;
import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Writes what a provider answered to the client, with the headers that say who it was. */
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
   * Writes {@code answer}.
   *
   * @return completes when it is written; fails with the contract error that the client is to be
   *     told
   */
  Future<@Nullable Void> write(Exchange exchange, ModelResponse answer, KeepAlive client) {
    HttpServerResponse response = exchange.request().response();
    if (response.closed() || response.ended()) {
      return Future.succeededFuture();
    }
    if (!response.headWritten()) {
      MultiMap headers = response.headers();
      answer.headers().forEach((name, value) -> headers.add(name, value));
    }
    tell(exchange);
    exchange.record().firstByte();
    if (answer instanceof ModelResponse.Streamed streamed) {
      return relay(exchange, response, streamed, client);
    }
    if (answer instanceof ModelResponse.Whole whole) {
      exchange.record().completed(whole.completion(), false);
      end(response, whole.body());
    } else if (answer instanceof ModelResponse.Replayed replayed) {
      response.setStatusCode(replayed.status());
      end(response, replayed.body());
    }
    return Future.succeededFuture();
  }

  private static Future<@Nullable Void> relay(
      Exchange exchange,
      HttpServerResponse response,
      ModelResponse.Streamed streamed,
      KeepAlive client) {
    streamed.headers().clear(); // they are in the response, and a stream may last for long
    if (!streamed.isEvents()) {
      describeBytes(response.headers());
    } else if (!response.headWritten()) {
      KeepAlive.describe(response.headers());
    }
    response.setWriteQueueMaxSize(WRITE_QUEUE);
    client.passes(streamed);
    return streamed
        .relay(client)
        // Of a stream that broke or was left, too: its tokens were made, and cost money.
        .onFailure(broken -> exchange.record().completed(streamed.completion(), true))
        .mapEmpty();
  }

  /** The client of a stream, who is told now and then that it has not been forgotten. */
  KeepAlive client(Exchange exchange) {
    return new KeepAlive(exchange, config.keepAlive());
  }

  /** Nobody shall take what a provider sends for something that it does not say it is. */
  private static void describeBytes(MultiMap headers) {
    headers.set(NO_SNIFF, "nosniff");
    if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
      headers.set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    }
  }

  private static void end(HttpServerResponse response, Body body) {
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
    if (body.length() <= WRITTEN_AT_ONCE) {
      response.end(body.joined());
    } else {
      response.setWriteQueueMaxSize(WRITE_QUEUE);
      // A client that leaves is noticed by its exchange.
      PacedWrite.begin(body.pieces(), response, failure -> {});
    }
  }

  /** Says in headers, as far as that is wanted and still possible, which way the request took. */
  void tell(Exchange exchange) {
    HttpServerResponse response = exchange.request().response();
    AttemptLog attempts = exchange.record().attempts();
    if (attempts.isEmpty() || response.headWritten()) {
      return;
    }
    if (config.attempts()) {
      response.putHeader(ATTEMPTS, Integer.toString(attempts.count()));
    }
    if (config.target()) {
      response.putHeader(TARGET, attempts.last().target());
    }
  }
}
