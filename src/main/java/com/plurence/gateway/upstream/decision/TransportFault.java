package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.overload.LastWords;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds the row of the decision table for what broke below HTTP. */
public final class TransportFault {
  /** HTTP/2: the provider did nothing with the request (RFC 9113, section 8.7). */
  private static final long REFUSED_STREAM = 7;

  /** The end of what Netty says of a proxy that opens no tunnel. */
  private static final Pattern NO_TUNNEL = Pattern.compile("status: 4\\d\\d\\b");

  private TransportFault() {}

  /** While a connection was being opened. */
  public static FaultKind connecting(Throwable failure) {
    LastWords.ifOutOfMemory(failure);
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return FaultKind.NAME_UNKNOWN;
      }
      if (cause instanceof ConnectTimeoutException) {
        return FaultKind.CONNECT_TIMEOUT;
      }
      if (isTls(cause)) {
        return FaultKind.TLS;
      }
      if (cause instanceof ProxyConnectException && isOfTheGateway(cause)) {
        return FaultKind.PROXY_REFUSED;
      }
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return FaultKind.REFUSED;
      }
    }
    return failure instanceof SocketException ? FaultKind.REFUSED : FaultKind.RESET_BEFORE_HEAD;
  }

  /**
   * After the request was sent and before the head of the response.
   *
   * @param reused whether the connection had carried another request before
   */
  public static FaultKind waiting(Throwable failure, boolean reused) {
    LastWords.ifOutOfMemory(failure);
    if (wasNotProcessed(failure)) {
      return FaultKind.STALE_CONNECTION;
    }
    if (!reused && causedByTls(failure)) {
      // TLS 1.3 tells a client that its certificate is missing only after the handshake.
      return FaultKind.TLS;
    }
    if (isMalformed(failure)) {
      return FaultKind.MALFORMED;
    }
    return reused ? FaultKind.STALE_CONNECTION : FaultKind.RESET_BEFORE_HEAD;
  }

  /** While the body of the response was being read. */
  public static FaultKind reading(Throwable failure) {
    LastWords.ifOutOfMemory(failure);
    return isMalformed(failure) ? FaultKind.MALFORMED : FaultKind.RESET_BEFORE_HEAD;
  }

  /** A proxy that says 5xx can't reach the provider; with 4xx it speaks of who asks. */
  private static boolean isOfTheGateway(Throwable refusal) {
    return NO_TUNNEL.matcher(String.valueOf(refusal.getMessage())).find();
  }

  private static boolean wasNotProcessed(Throwable failure) {
    if (failure instanceof StreamResetException reset) {
      return reset.getCode() == REFUSED_STREAM;
    }
    @Nullable GoAway goAway =
        failure instanceof HttpClosedException closed ? closed.goAway() : null;
    return goAway != null && goAway.getErrorCode() == 0;
  }

  private static boolean causedByTls(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause != null && !isTls(cause)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static boolean isTls(Throwable cause) {
    return cause instanceof SSLException || cause instanceof GeneralSecurityException;
  }

  private static boolean isMalformed(Throwable failure) {
    return (failure instanceof DecoderException && !causedByTls(failure))
        || failure instanceof TooLongHttpHeaderException
        || failure instanceof TooLongHttpLineException
        || failure instanceof IllegalArgumentException;
  }
}
