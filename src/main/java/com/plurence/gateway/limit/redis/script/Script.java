package com.plurence.gateway.limit.redis.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is executed in Redis. A script is known there by its hash, so that versions never mix. */
public enum Script {
  ADMIT("common", "standing", "admit"),
  PEEK("common", "standing", "peek"),
  SETTLE("common", "settle"),
  RENEW("common", "renew"),
  SEED("common", "seed"),
  RESYNC("common", "resync"),
  REPLICAS("replicas");

  private final String text;
  private final String sha;

  Script(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      joined.append(read(part + ".lua"));
    }
    this.text = joined.toString();
    this.sha = hash(text);
  }

  private static String read(String name) {
    try (InputStream resource = Script.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole source. */
  public String text() {
    return text;
  }

  /** By which Redis knows it once it has seen it. */
  public String sha() {
    return sha;
  }
}
