package com.plurence.gateway.http.error;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.guard.UnsupportedVersionException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** Why the HTTP decoder gave up, in the contract's terms. */
final class MalformedHttp {
  private MalformedHttp() {}

  static GatewayException reason(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return ErrorCode.URI_TOO_LONG.toException();
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return ErrorCode.HEADERS_TOO_LARGE.toException();
    }
    if (cause instanceof UnsupportedVersionException) {
      return ErrorCode.HTTP_VERSION_UNSUPPORTED.toException();
    }
    return ErrorCode.MALFORMED_HTTP.toException();
  }
}
