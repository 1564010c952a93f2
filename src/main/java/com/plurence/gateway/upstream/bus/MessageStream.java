package com.plurence.gateway.upstream.bus;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes in messages. Each is held until it is wanted, and only then is its sender told
 * to go on; a sender that does not wait is cut off. Lives on one event loop.
 */
final class MessageStream implements ReadStream<Buffer> {
  /** Messages that are held for a reader who has paused; one more cuts their sender off. */
  private static final int MOST_HELD = 256;

  private final Context loop;
  private final Queue<Piece> held = new ArrayDeque<>();
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> ended;
  private @Nullable Handler<Throwable> broken;
  private boolean paused;
  private boolean over;
  private boolean closed;

  MessageStream(Vertx vertx) {
    this.loop = vertx.getOrCreateContext();
  }

  private record Piece(Buffer bytes, Runnable taken) {}

  /**
   * The next piece.
   *
   * @param taken called when it has been passed on
   */
  void add(Buffer bytes, Runnable taken) {
    if (over) {
      return;
    }
    if (held.size() >= MOST_HELD) {
      over = true;
      held.clear();
      fail();
    } else {
      held.add(new Piece(bytes, taken));
      pass();
    }
  }

  private void fail() {
    closed = true;
    if (broken != null) {
      broken.handle(new IllegalStateException("too many messages at once"));
    }
  }

  /** There are no more pieces. */
  void end() {
    over = true;
    pass();
  }

  /** Nobody wants more pieces. */
  void close() {
    over = true;
    closed = true;
    held.clear();
  }

  private void pass() {
    while (handler != null && !paused && !closed && !held.isEmpty()) {
      Piece next = held.remove();
      handler.handle(next.bytes());
      next.taken().run();
    }
    if (over && !paused && !closed && held.isEmpty() && ended != null) {
      closed = true;
      ended.handle(null);
    }
  }

  @Override
  public MessageStream handler(@Nullable Handler<Buffer> to) {
    handler = to;
    goOn();
    return this;
  }

  @Override
  public MessageStream endHandler(@Nullable Handler<Void> to) {
    ended = to;
    goOn();
    return this;
  }

  @Override
  public MessageStream exceptionHandler(@Nullable Handler<Throwable> to) {
    broken = to;
    return this;
  }

  @Override
  public MessageStream pause() {
    paused = true;
    return this;
  }

  @Override
  public MessageStream resume() {
    paused = false;
    goOn();
    return this;
  }

  @Override
  public MessageStream fetch(long amount) {
    return resume();
  }

  /** Not within the call that asks for it: its caller may be in the middle of something. */
  private void goOn() {
    loop.runOnContext(later -> pass());
  }
}
