package com.plurence.gateway.demo.answer;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * What to send, made piece by piece as it is sent.
 *
 * @param length of the body as announced, which is not always what follows; absent when unknown
 * @param pieces each is sent on its own
 * @param ending what follows the last piece
 */
public record Reply(
    int status, String contentType, OptionalLong length, Iterator<Buffer> pieces, Ending ending) {

  /** What follows the last piece of a body. */
  public enum Ending {
    /** The end, as HTTP says it. */
    CLEAN,
    /** The connection is closed. */
    CUT,
    /** The connection, or the stream of HTTP/2, is reset. */
    RESET,
    /** Nothing. */
    STALL
  }

  /** A whole body with its length, in good order. */
  static Reply whole(int status, String contentType, Body body) {
    return new Reply(
        status,
        contentType,
        OptionalLong.of(body.length()),
        body.pieces(body.length()),
        Ending.CLEAN);
  }
}
