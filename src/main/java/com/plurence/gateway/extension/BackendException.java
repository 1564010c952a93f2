package com.plurence.gateway.extension;

import java.time.Duration;
import java.util.Optional;

/**
 * A {@link ModelBackend} does not answer, and says so as a provider would over HTTP: 429 and 503
 * are retried or go to the next target, 400 is the client's mistake and is told to it.
 */
public final class BackendException extends RuntimeException {
  private final int status;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param status 400 to 599
   * @param message told to the client, cleaned, where the status is one that the client has caused
   */
  public BackendException(int status, String message) {
    this(status, message, Optional.empty());
  }

  /**
   * @param retryAfter how long the backend wants to be left alone
   */
  public BackendException(int status, String message, Optional<Duration> retryAfter) {
    super(message, null, false, false);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be 400 to 599, was " + status);
    }
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** As in HTTP. */
  public int status() {
    return status;
  }

  /** How long the backend wants to be left alone, if it says. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
