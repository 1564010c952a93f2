package com.plurence.gateway.upstream.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body as text, and resets its request as soon as the body is not wanted any more, such
 * as when it is larger than it may be. Lives on one event loop.
 */
final class BoundedText implements BodyCodec<String>, BodyStream<String> {
  private final int most;
  private final Buffer bytes = Buffer.buffer();
  private final Promise<String> body = Promise.promise();
  private final Promise<String> text = Promise.promise();
  private Runnable reset = () -> {};

  /**
   * @param most bytes that are kept
   */
  BoundedText(int most) {
    this.most = most;
  }

  /** The request is about to be sent; {@code cancel} resets it. */
  void begin(Runnable cancel) {
    reset = cancel;
    if (text.future().isComplete()) {
      cancel.run();
    }
  }

  /** The text, once the whole response has come; or why there is none. */
  Future<String> text() {
    return text.future();
  }

  /** The response has come whole. */
  void complete(String whole) {
    text.tryComplete(whole);
  }

  /** Fails because {@code reason}, unless the text is complete. */
  void giveUp(String reason) {
    handle(new IllegalStateException("the response " + reason));
  }

  @Override
  public void handle(Throwable failure) {
    if (text.tryFail(failure)) {
      reset.run();
    }
  }

  @Override
  public BodyStream<String> stream() {
    return this;
  }

  @Override
  public Future<String> result() {
    return body.future();
  }

  @Override
  public Future<Void> write(Buffer piece) {
    if (bytes.length() + piece.length() > most) {
      giveUp("is larger than " + most + " bytes");
    } else {
      bytes.appendBuffer(piece);
    }
    return Future.succeededFuture();
  }

  /** Called too when the connection has broken off, before that is told. */
  @Override
  public Future<Void> end() {
    body.tryComplete(bytes.toString());
    return Future.succeededFuture();
  }

  @Override
  public BoundedText exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public BoundedText setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public BoundedText drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
