package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;

/** The event that ends a stream that broke. */
public final class StreamError {
  private StreamError() {}

  /** The event, with the member {@code error}, which is all that SDKs look for in a stream. */
  public static Buffer event(ErrorBody failure) {
    return SseWriter.event("error", failure.encode(true));
  }
}
