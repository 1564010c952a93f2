package com.plurence.gateway.http.exchange;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Request ids: random UUIDs of version 4. They are names, not secrets, so a fast generator serves;
 * the one of {@link UUID#randomUUID()} takes a lock that all event loops would share. Used on one
 * event loop.
 */
final class RequestIds {
  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    long most = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    long least = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }
}
