package com.plurence.gateway.http.guard;

/** A request that two readers of HTTP could understand differently. */
final class AmbiguousRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AmbiguousRequestException() {
    super("ambiguous request", null, false, false);
  }
}
