package com.plurence.gateway.sharedstate;

import io.vertx.redis.client.Response;

/** Reads what Redis tells of itself: lines of {@code name:value}. */
final class InfoText {
  private InfoText() {}

  /** The value of {@code name}, or empty; of a cluster, that of the first who says it. */
  static String value(Response info, String name) {
    return info.toString()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
