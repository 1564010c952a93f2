package com.plurence.gateway.inference.request;

import io.vertx.core.buffer.Buffer;

/** Puts {@code text} in the place of the bytes of a body from {@code from} to before {@code to}. */
record Splice(long from, long to, Buffer text) {
  Splice(long from, long to, String text) {
    this(from, to, Buffer.buffer(text));
  }

  /** Inserts {@code text} before the byte at {@code at}. */
  static Splice insert(long at, String text) {
    return new Splice(at, at, text);
  }
}
