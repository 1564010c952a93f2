package com.plurence.gateway.http.exchange;

import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * Ends streams of HTTP/2 whose client opens no window for what waits: its connection may be read
 * well, so that {@code http.guard} sees nothing. Looks at all open exchanges of one event loop, now
 * and then.
 */
public final class StalledStreams {
  private static final int LOOKS = 4;

  /** The client's own doing: it has no use for the rest (RFC 9113, section 7). */
  private static final long CANCEL = 0x8;

  private final Exchanges exchanges;
  private final LoopTimers timers;
  private final Duration between;

  /**
   * @param longest without a byte taken of what waits for the client
   */
  public StalledStreams(Exchanges exchanges, LoopTimers timers, Duration longest) {
    this.exchanges = exchanges;
    this.timers = timers;
    this.between = longest.dividedBy(LOOKS);
  }

  /** Begins to look. */
  public void watch() {
    timers.after(between, this::look);
  }

  private void look() {
    for (Exchange exchange : exchanges.open()) {
      HttpServerResponse response = exchange.request().response();
      if (exchange.request().version() == HttpVersion.HTTP_2
          && exchange.countStall(waits(response), response.bytesWritten()) > LOOKS) {
        response.reset(CANCEL);
      }
    }
    watch();
  }

  /** An ended response is over when all of it has left. */
  private static boolean waits(HttpServerResponse response) {
    return response.ended() || (response.headWritten() && response.writeQueueFull());
  }
}
