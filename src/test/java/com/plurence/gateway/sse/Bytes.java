package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;

/** Bytes as text of one char each, so that a broken UTF-8 sequence is seen and not repaired. */
final class Bytes {
  private Bytes() {}

  static String text(Buffer bytes) {
    return text(bytes.getBytes());
  }

  static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  static byte[] of(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
