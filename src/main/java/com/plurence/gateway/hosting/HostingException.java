package com.plurence.gateway.hosting;

/** An extension can't be deployed; the message is for the operator. */
public final class HostingException extends RuntimeException {
  HostingException(String message) {
    super(message, null, false, false);
  }

  HostingException(String message, Throwable cause) {
    super(message + ": " + text(cause), cause, false, false);
  }

  private static String text(Throwable cause) {
    return cause instanceof HostingException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }
}
