package com.plurence.gateway.demo;

import com.plurence.gateway.demo.answer.Reply;
import com.plurence.gateway.demo.answer.Reply.Ending;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.Fault;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * Sends one scripted reply: when the script says, no faster than the client reads, and no longer
 * than it listens. Confined to the request's event loop.
 */
final class ReplyWriter {
  private static final int BURST = 64;
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final DemoScript script;
  private final Reply reply;
  private final Iterator<Buffer> pieces;
  private final Steps steps;
  private final DemoJournal journal;
  private final Runnable stepped = this::stepped;
  private long timer = NONE;
  private boolean sending = true;
  private boolean over;
  private Future<Void> lastWrite = Future.succeededFuture();

  ReplyWriter(
      Vertx vertx,
      Laboratory laboratory,
      HttpServerRequest request,
      DemoScript script,
      Reply reply) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.request = request;
    this.response = request.response();
    this.script = script;
    this.reply = reply;
    this.pieces = framed(reply, script.framing());
    this.steps = laboratory.steps();
    this.journal = laboratory.journal();
  }

  void start() {
    response.closeHandler(gone -> clientDisconnected());
    response.exceptionHandler(gone -> clientDisconnected());
    int latency = script.timing().latency();
    if (latency == 0) {
      begin();
    } else {
      timer = vertx.setTimer(latency, due -> begin());
    }
  }

  private static Iterator<Buffer> framed(Reply reply, DemoScript.Framing framing) {
    Iterator<Buffer> pieces = reply.pieces();
    if (framing.gzip()) {
      pieces = new GzipPieces(pieces, reply.ending() == Ending.CLEAN);
    }
    return framing.split() == 0 ? pieces : new SplitPieces(pieces, framing.split());
  }

  private void begin() {
    if (script.fault() == Fault.RESET_BEFORE_HEAD) {
      finish(Ending.RESET);
      return;
    }
    sendHead();
    if (script.timing().lockstep().isPresent()) {
      sendInStep(script.timing().lockstep().get());
    } else if (script.timing().interval() > 0) {
      timer = vertx.setPeriodic(script.timing().interval(), tick -> sendOnTick());
      sendOnTick();
    } else {
      sendFreely();
    }
  }

  private void sendHead() {
    response.setStatusCode(reply.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
    if (script.framing().gzip()) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    OptionalLong length = announcedLength();
    if (length.isPresent()) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length.getAsLong()));
    }
    script
        .canned()
        .headers()
        .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    lastWrite = response.writeHead();
  }

  /** Split pieces go as HTTP chunks, so that a client cannot but see them one by one. */
  private OptionalLong announcedLength() {
    boolean chunked = script.framing().split() > 0 && reply.ending() == Ending.CLEAN;
    return chunked || script.framing().gzip() ? OptionalLong.empty() : reply.length();
  }

  private void sendFreely() {
    response.drainHandler(null);
    int burst = script.framing().split() > 0 ? 1 : BURST;
    for (int i = 0; i < burst && sending; i++) {
      if (response.writeQueueFull()) {
        response.drainHandler(drained -> sendFreely());
        return;
      }
      sendNext();
    }
    if (sending) {
      lastWrite.onComplete(flushed -> context.runOnContext(next -> sendFreely()));
    }
  }

  private void sendOnTick() {
    if (sending && !response.writeQueueFull()) {
      sendNext();
    }
  }

  private void sendInStep(String key) {
    sendNext();
    if (sending) {
      steps.await(key, stepped);
    }
  }

  private void stepped() {
    context.runOnContext(
        next -> {
          if (sending) {
            script.timing().lockstep().ifPresent(this::sendInStep);
          }
        });
  }

  private void sendNext() {
    if (pieces.hasNext()) {
      lastWrite = response.write(pieces.next());
    } else {
      finish(reply.ending());
    }
    if (sending && reply.ending() == Ending.CLEAN && !pieces.hasNext()) {
      finish(Ending.CLEAN);
    }
  }

  private void finish(Ending ending) {
    stopSending();
    if (ending == Ending.STALL) {
      return;
    }
    over = true;
    journal.closed();
    switch (ending) {
      case CUT -> lastWrite.onComplete(flushed -> Hangup.cut(request));
      case RESET -> lastWrite.onComplete(flushed -> Hangup.reset(request));
      default -> response.end();
    }
  }

  private void clientDisconnected() {
    if (!over) {
      over = true;
      stopSending();
      journal.left(request);
    }
  }

  private void stopSending() {
    sending = false;
    vertx.cancelTimer(timer);
    script.timing().lockstep().ifPresent(key -> steps.forget(key, stepped));
  }
}
