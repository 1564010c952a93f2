package com.plurence.gateway.dialect;

import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * What applications speak: where they ask, what their requests look like, and how they are told
 * that something failed. Pure: it owns no connection and keeps no state, so one is shared by all
 * threads.
 */
public interface ClientDialect {
  /** What is asked in this dialect. */
  List<Operation> operations();

  /** Whether all that is asked at {@code path}, found or not, is asked in this dialect. */
  boolean isAt(String path);

  /**
   * The path at which {@code operation} is asked, such as {@code /v1/chat/completions}; a key may
   * be limited to it.
   */
  String route(Operation operation);

  /**
   * What of a request's query goes on to a provider that speaks this dialect, with a question mark
   * before it; empty for nothing.
   *
   * @param query as the client wrote it; empty if there is none
   */
  default String passedQuery(String query) {
    return "";
  }

  /**
   * A scan of the JSON body of one request.
   *
   * @param maxDepth how many levels of nesting the body may have
   */
  RequestScan scan(Operation operation, int maxDepth);

  /** Whether an event's data is what ends a whole stream: a marker, or an event that says so. */
  boolean isEnd(String data);

  /** The last event of a stream that broke; no marker of the end follows it. */
  Buffer errorEvent(ErrorBody failure);

  /** The body of a failed response with what SDKs of this dialect read of it: JSON in UTF-8. */
  byte[] errorBody(ErrorBody failure);

  /** Where clients look for the id of their request beside the gateway's own header. */
  Optional<CharSequence> requestIdHeader();

  /** What a client hears that waits for events, so that it does not give up. */
  Buffer keepAlive();

  /** The name by which a client asks for errors in the form of this dialect. */
  String errorFormat();

  /** Whether {@code headers} are those of an SDK that reads errors in the form of this dialect. */
  boolean isSdk(MultiMap headers);

  /** Whether {@code headers} show an API key where SDKs of this dialect show it. */
  boolean showsKey(MultiMap headers);
}
