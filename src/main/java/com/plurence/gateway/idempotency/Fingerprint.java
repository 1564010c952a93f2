package com.plurence.gateway.idempotency;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells a request from any other: a hash of what it is and of its body, piece by piece as that
 * comes, since that of a large body at once would hold up an event loop. For one request.
 */
public final class Fingerprint {
  private final MessageDigest digest;

  /**
   * @param identity what else tells this request from others, such as its path
   */
  public Fingerprint(String identity) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    digest.update(identity.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** The next piece of the body. */
  public Fingerprint add(Buffer piece) {
    ByteBuf bytes = ((BufferInternal) piece).getByteBuf();
    digest.update(bytes.nioBuffer());
    return this;
  }

  /** The same text if and only if the request is the same; asked once. */
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
