package com.plurence.gateway.auth.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of an API key: all that is ever kept of one. A key has enough random bits for a fast
 * hash to be as good as a slow one. Equality takes constant time; immutable.
 */
public final class KeyHash {
  private static final HexFormat HEX = HexFormat.of();

  /** Only ever copied: to look for it among the platform's providers costs more than the hash. */
  private static final MessageDigest SHA_256 = find();

  private final byte[] digest;

  private KeyHash(byte[] digest) {
    this.digest = digest;
  }

  /** The hash of a key that a caller presents. */
  public static KeyHash of(String key) {
    return new KeyHash(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of the platform can't be copied", e);
    }
  }

  private static MessageDigest find() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash that {@link #hex()} wrote. */
  public static KeyHash fromHex(String hex) {
    return new KeyHash(HEX.parseHex(hex));
  }

  /** 64 hexadecimal digits. */
  public String hex() {
    return HEX.formatHex(digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash hash && MessageDigest.isEqual(digest, hash.digest);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(digest).getInt();
  }

  @Override
  public String toString() {
    return "KeyHash[***]";
  }
}
