package com.plurence.gateway.http.guard;

/** A request of an HTTP version other than 1.0 and 1.1 on an HTTP/1 connection. */
public final class UnsupportedVersionException extends RuntimeException {
  UnsupportedVersionException() {
    super("unsupported HTTP version", null, false, false);
  }
}
