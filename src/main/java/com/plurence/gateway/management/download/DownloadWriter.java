package com.plurence.gateway.management.download;

import com.plurence.gateway.management.download.Download.Part;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes a download at the pace of its client. What fails before the first part is there is an
 * error like any other; after it the connection is broken off, so that nobody takes what has come
 * for the whole. Lives on the event loop of the request.
 */
public final class DownloadWriter {
  private final RoutingContext ctx;
  private final HttpServerResponse response;
  private final Download download;

  private DownloadWriter(RoutingContext ctx, Download download) {
    this.ctx = ctx;
    this.response = ctx.response();
    this.download = download;
  }

  /** Responds with the whole of {@code download}. */
  public static void write(RoutingContext ctx, Download download) {
    new DownloadWriter(ctx, download).next(true);
  }

  private void next(boolean first) {
    if (!isOver()) {
      download.parts().get().onSuccess(part -> write(part, first)).onFailure(ctx::fail);
    }
  }

  private void write(Part part, boolean first) {
    if (isOver()) {
      return;
    }
    if (first) {
      begin();
    }
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else if (part.last()) {
      response.end(part.bytes());
    } else {
      response.write(part.bytes());
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> next(false));
      } else {
        next(false);
      }
    }
  }

  private void begin() {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, download.contentType())
        .putHeader(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.fileName() + "\"")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .setChunked(true);
  }

  private boolean isOver() {
    return response.ended() || response.closed();
  }
}
