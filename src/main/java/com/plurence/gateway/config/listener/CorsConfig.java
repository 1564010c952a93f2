package com.plurence.gateway.config.listener;

import java.time.Duration;
import java.util.List;

/**
 * Which web pages may call the gateway listener.
 *
 * @param origins exact origins in their one spelling (see {@link Origin}), or {@code *} alone for
 *     all; empty turns CORS off
 * @param maxAge how long a browser may remember a preflight
 */
public record CorsConfig(List<String> origins, Duration maxAge) {
  /** No page may. */
  public static final CorsConfig OFF = new CorsConfig(List.of(), Duration.ZERO);
}
