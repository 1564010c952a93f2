package com.plurence.gateway.upstream.http;

import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import java.net.URI;
import java.time.Duration;

/**
 * Fetches documents of hosts that are no providers, such as the keys of a token issuer: each is
 * read whole, in bounded time and of bounded size, to the last byte. Lives on one event loop.
 */
public final class WebDocuments {
  static final Duration LONGEST = Duration.ofSeconds(3);

  /** A key set of a few keys has a few thousand bytes. */
  private static final int MOST_BYTES = 256 * 1024;

  private static final int OK = 200;

  private final WebClient client;
  private final LoopTimers timers;

  /**
   * @param client belongs to this from now on
   */
  WebDocuments(WebClient client, LoopTimers timers) {
    this.client = client.addInterceptor(WebDocuments::bound);
    this.timers = timers;
  }

  /**
   * The JSON text at {@code url}. Fails if the host says anything but 200, or too much, or takes
   * too long. Completes on this event loop.
   */
  public Future<String> json(URI url) {
    BoundedText text = new BoundedText(MOST_BYTES);
    Timeout late = timers.after(LONGEST, () -> text.giveUp("was not complete within " + LONGEST));
    client
        .getAbs(url.toString())
        .putHeader("accept", "application/json")
        .as(text)
        .send()
        .onComplete(response -> text.complete(response.body()), text);
    return text.text().onComplete(done -> late.cancel());
  }

  /**
   * The Web Client has no handle to cancel a response with that does not end, and would read it for
   * ever: so whoever reads the body is given one before the request is sent.
   */
  private static void bound(HttpContext<?> context) {
    if (context.request().bodyCodec() instanceof BoundedText text) {
      if (context.phase() == ClientPhase.SEND_REQUEST) {
        text.begin(context.clientRequest()::reset);
      } else if (context.phase() == ClientPhase.RECEIVE_RESPONSE
          && context.clientResponse().statusCode() != OK) {
        refuse(context.clientResponse(), text);
        return;
      }
    }
    context.next();
  }

  private static void refuse(HttpClientResponse response, BoundedText text) {
    response.exceptionHandler(reset -> {}); // nobody else hears of the reset, and it is no fault
    text.giveUp("was " + response.statusCode());
  }
}
