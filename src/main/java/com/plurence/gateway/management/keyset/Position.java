package com.plurence.gateway.management.keyset;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The place of a row in a list by time, for which it does not matter what is added to the list.
 *
 * @param timestamp milliseconds since 1970
 * @param requestId a UUID, which decides between rows of the same millisecond
 */
public record Position(long timestamp, String requestId) {
  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 3 * Long.BYTES;

  /** As clients get it, who are not to make anything of it. */
  public String token() {
    UUID id = UUID.fromString(requestId);
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .putLong(timestamp)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What {@link #token} made; empty for anything else. */
  public static Optional<Position> of(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.length != BYTES || bytes[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(bytes, 1, BYTES - 1);
    long timestamp = read.getLong();
    Position position =
        new Position(timestamp, new UUID(read.getLong(), read.getLong()).toString());
    return timestamp >= 0 && position.token().equals(token)
        ? Optional.of(position)
        : Optional.empty();
  }
}
