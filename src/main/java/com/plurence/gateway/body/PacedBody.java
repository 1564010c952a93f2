package com.plurence.gateway.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes a body that the gateway has whole at the pace of its client, so that of what a client does
 * not read only a piece is copied for its connection. Lives on the event loop of the request.
 */
public final class PacedBody {
  /** Bytes of one write; a smaller body is written at once. */
  private static final int PIECE = 8 * 1024;

  private final HttpServerResponse response;
  private final Buffer body;
  private int written;

  private PacedBody(HttpServerResponse response, Buffer body) {
    this.response = response;
    this.body = body;
  }

  /**
   * Ends {@code response} with {@code body}, sooner or later.
   *
   * @param response its head is complete, with the length of the body
   * @param body must not change any more
   */
  public static void end(HttpServerResponse response, Buffer body) {
    if (body.length() <= PIECE) {
      response.end(body);
      return;
    }
    PacedBody paced = new PacedBody(response, body);
    response.setWriteQueueMaxSize(PIECE).drainHandler(drained -> paced.write());
    paced.write();
  }

  private void write() {
    while (!response.ended() && !response.closed()) {
      Buffer piece = body.slice(written, Math.min(body.length(), written + PIECE));
      written += piece.length();
      if (written == body.length()) {
        response.end(piece);
      } else {
        response.write(piece);
        if (response.writeQueueFull()) {
          return;
        }
      }
    }
  }
}
