package com.plurence.gateway.demo;

import io.vertx.core.net.KeyCertOptions;
import java.util.Optional;

/**
 * How to start a demo provider.
 *
 * @param name by which scripts and answers know it
 * @param port 0 takes a free one
 * @param instances event loops that share the port
 * @param remembered how many requests the journal keeps, with their bodies; 0 only counts
 * @param certificate present for TLS, with HTTP/2 by ALPN
 */
public record DemoOptions(
    String name, int port, int instances, int remembered, Optional<KeyCertOptions> certificate) {
  private static final int ENOUGH_FOR_TESTS = 256;

  /** One event loop, a journal, no TLS. */
  public static DemoOptions of(String name, int port) {
    return new DemoOptions(name, port, 1, ENOUGH_FOR_TESTS, Optional.empty());
  }

  /** The same, built to bear load: nothing is remembered. */
  public DemoOptions underLoad(int eventLoops) {
    return new DemoOptions(name, port, eventLoops, 0, certificate);
  }

  /** The same behind TLS. */
  public DemoOptions withCertificate(KeyCertOptions ofServer) {
    return new DemoOptions(name, port, instances, remembered, Optional.of(ofServer));
  }
}
