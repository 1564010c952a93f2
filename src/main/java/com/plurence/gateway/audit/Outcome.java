package com.plurence.gateway.audit;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of a request, in the eyes of who answers for the gateway. */
public enum Outcome {
  /** It was answered. */
  OK,

  /** It failed for a reason that is none of the others. */
  ERROR,

  /** A limit has refused it. */
  REFUSED,

  /** The gateway had too much to do. */
  SHED,

  /** Nobody could say who asks. */
  UNAUTHORIZED,

  /** Who asks may not. */
  FORBIDDEN,

  /** An extension has refused what was asked or answered. */
  POLICY_VIOLATION,

  /** The client left before it had its answer. */
  CLIENT_DISCONNECT;

  /** The name in events. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What became of {@code request}, which is over. */
  static Outcome of(RequestRecord request) {
    if (request.lifecycle() == Lifecycle.CLIENT_LEFT) {
      return CLIENT_DISCONNECT;
    }
    @Nullable ErrorKind error = request.error();
    if (error == null) {
      return request.lifecycle() == Lifecycle.ABORTED ? ERROR : OK;
    }
    if (request.refusedBy() != null) {
      return REFUSED;
    }
    if (error == ErrorCode.GATEWAY_OVERLOADED || error == ErrorCode.OVERLOADED) {
      return SHED;
    }
    if (!(error instanceof ErrorCode)) {
      return POLICY_VIOLATION;
    }
    if (error.messageCode() == MessageCode.UNAUTHORIZED) {
      return UNAUTHORIZED;
    }
    return error.messageCode() == MessageCode.FORBIDDEN ? FORBIDDEN : ERROR;
  }

  /** Whether somebody who is let in nowhere could cause any number of them. */
  boolean isCheapToCause() {
    return this == UNAUTHORIZED || this == REFUSED || this == SHED;
  }
}
