package com.plurence.gateway.dialect;

import io.vertx.core.buffer.Buffer;

/**
 * Puts {@code text} in the place of some bytes of a body.
 *
 * @param from offset of the first byte that is replaced
 * @param to offset behind the last; the same as {@code from} where nothing is
 */
public record Splice(long from, long to, Buffer text) {
  public Splice(long from, long to, String text) {
    this(from, to, Buffer.buffer(text));
  }

  /** Inserts {@code text} before the byte at {@code at}. */
  public static Splice insert(long at, String text) {
    return new Splice(at, at, text);
  }
}
