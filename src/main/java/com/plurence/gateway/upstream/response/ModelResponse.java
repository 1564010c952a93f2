package com.plurence.gateway.upstream.response;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.record.Completion;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;
import java.util.Optional;

/** What a model has answered, once it is sure that this is the response. */
public sealed interface ModelResponse {

  /** The header that names what in a response is the gateway's own guess. */
  CharSequence ESTIMATED = HttpHeaders.createOptimized("x-plurence-estimated");

  /** The headers that may pass to the client, {@code content-type} among them. */
  MultiMap headers();

  /** A whole JSON document. */
  record Whole(Target target, MultiMap headers, Body body, Completion completion)
      implements ModelResponse {}

  /**
   * A response that was given before to the same request, and is given again.
   *
   * @param status of HTTP, as it was
   */
  record Replayed(int status, MultiMap headers, Body body) implements ModelResponse {}

  /** Something that comes bit by bit, and has shown its first content. */
  non-sealed interface Streamed extends ModelResponse {
    /** Who answers. */
    Target target();

    /** Whether it is made of events, rather than of bytes that only the client understands. */
    default boolean isEvents() {
      return true;
    }

    /**
     * Passes everything on to {@code client} as it comes, beginning with those held so far, and
     * ends it after the last. Called once.
     *
     * @return fails with the contract error that the client is to be told when the stream breaks
     */
    Future<Completion> relay(WriteStream<Buffer> client);

    /**
     * How the client is told that the stream breaks, where that depends on what it was told before;
     * empty: as the client's dialect always tells it.
     */
    default Optional<StreamFailure> failure() {
      return Optional.empty();
    }

    /** What is known of its cost so far, also of a stream that broke or was left. */
    Completion completion();
  }
}
