package com.plurence.gateway.http.body;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.coding.ContentCoding;
import com.plurence.gateway.http.coding.DecodingTurns;
import com.plurence.gateway.http.exchange.Exchange;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies within the limits of size and time, handing on each piece as it arrives. */
public final class BodyReader {
  private final long limit;
  private final Duration longest;
  private final DecodingTurns turns;

  private BodyReader(long limit, Duration longest, DecodingTurns turns) {
    this.limit = limit;
    this.longest = longest;
    this.turns = turns;
  }

  /**
   * @param limit bytes of the largest body
   * @param longest time for a body to arrive
   */
  public BodyReader(long limit, Duration longest) {
    this(limit, longest, new DecodingTurns());
  }

  /** Reads bodies as this one does, but none of more than {@code bytes}. */
  public BodyReader atMost(long bytes) {
    return new BodyReader(Math.min(limit, bytes), longest, turns);
  }

  /**
   * Reads the body of {@code exchange}.
   *
   * @param sink gets every piece in order, on the event loop; what it throws fails the read
   * @return completes when the body is whole; fails with the contract error that says what is wrong
   *     with it
   */
  public Future<Void> read(Exchange exchange, Consumer<Buffer> sink) {
    HttpServerRequest request = exchange.request();
    if (announcesBody(request) && !isJson(request)) {
      return Future.failedFuture(ErrorCode.CONTENT_TYPE_UNSUPPORTED.toException());
    }
    @Nullable GatewayException refusal = refusal(request);
    if (refusal != null) {
      return Future.failedFuture(refusal);
    }
    List<ContentCoding> codings = codings(request).orElse(List.of());
    if (codings.isEmpty()) {
      return new BodyReading(exchange, sink, limit, null).begin(longest);
    }
    EncodedBody encoded = new EncodedBody(exchange, codings, turns, limit);
    return new BodyReading(exchange, sink, limit, encoded)
        .begin(longest)
        .onSuccess(read -> request.headers().remove(HttpHeaders.CONTENT_ENCODING));
  }

  /** The codings of the body; empty if some are not known. */
  private static Optional<List<ContentCoding>> codings(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_ENCODING)
        ? ContentCoding.read(request.headers().getAll(HttpHeaders.CONTENT_ENCODING))
        : Optional.of(List.of());
  }

  /**
   * The body of {@code exchange} as it is taken, of whatever type; the time for a body to arrive is
   * that for each of its pieces.
   *
   * @return fails with the contract error that says what is wrong with it
   */
  public Future<BodyFlow> flow(Exchange exchange) {
    @Nullable GatewayException refusal = refusal(exchange.request());
    if (refusal == null && codings(exchange.request()).filter(List::isEmpty).isEmpty()) {
      return Future.failedFuture(ErrorCode.CONTENT_ENCODING_UNSUPPORTED.toException());
    }
    return refusal == null
        ? Future.succeededFuture(new BodyFlow(exchange, limit, longest))
        : Future.failedFuture(refusal);
  }

  private @Nullable GatewayException refusal(HttpServerRequest request) {
    if (codings(request).isEmpty()) {
      return ErrorCode.CONTENT_ENCODING_UNSUPPORTED.toException();
    }
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && isMore(length, limit)) {
      return tooLarge();
    }
    @Nullable String expectation = request.getHeader(HttpHeaders.EXPECT);
    if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
      return ErrorCode.EXPECTATION_UNSUPPORTED.toException();
    }
    return null;
  }

  private GatewayException tooLarge() {
    return ErrorCode.BODY_TOO_LARGE.toException(limit);
  }

  /** Without a length there may be an empty body, to which no content type belongs. */
  private static boolean announcesBody(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && !length.equals("0");
  }

  static boolean isJson(HttpServerRequest request) {
    @Nullable String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (contentType == null) {
      return false;
    }
    if (contentType.equals("application/json")) {
      return true;
    }
    int end = contentType.indexOf(';');
    String type =
        (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  private static boolean isMore(String length, long limit) {
    try {
      return Long.parseLong(length) > limit;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
