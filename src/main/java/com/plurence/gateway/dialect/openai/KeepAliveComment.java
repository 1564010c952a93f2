package com.plurence.gateway.dialect.openai;

import io.vertx.core.buffer.Buffer;

/** The comment that tells a client that its stream goes on. */
public final class KeepAliveComment {
  /** Without a blank line behind it: some clients take that for an empty event. */
  private static final String TEXT = ": keep-alive\n";

  private KeepAliveComment() {}

  /** A buffer of its own for each, since whoever has it may add to it. */
  public static Buffer buffer() {
    return Buffer.buffer(TEXT);
  }
}
