package com.plurence.gateway.http.error;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.netty.handler.codec.DecoderException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the router itself found wrong with a request, in the contract's terms. */
final class RouterFailure {
  private RouterFailure() {}

  /**
   * @param status what the router would have answered; -1 where it does not say, as for a path that
   *     it can't decode
   * @return empty for what is no client's fault
   */
  static Optional<GatewayException> of(int status, @Nullable Throwable failure) {
    if (failure instanceof DecoderException || (status == -1 && failure == null) || status == 200) {
      return Optional.of(ErrorCode.MALFORMED_HTTP.toException());
    }
    return switch (status) {
      case 400 -> Optional.of(ErrorCode.MALFORMED_HTTP.toException());
      case 404 -> Optional.of(ErrorCode.ROUTE_NOT_FOUND.toException());
      case 405 -> Optional.of(ErrorCode.METHOD_NOT_ALLOWED_HERE.toException());
      case 414 -> Optional.of(ErrorCode.URI_TOO_LONG.toException());
      case 431 -> Optional.of(ErrorCode.HEADERS_TOO_LARGE.toException());
      default -> Optional.empty();
    };
  }
}
