package com.plurence.gateway.inference.stage;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the provider's events are written to: takes a piece, has it edited, writes it to the client,
 * and is full meanwhile, so that never more than a piece or two are held. On one event loop.
 */
final class EditedStream implements WriteStream<Buffer> {
  private final WriteStream<Buffer> client;
  private final Editors editors;
  private final Consumer<GatewayException> broken;
  private Future<Void> last = Future.succeededFuture();
  private int pending;
  private @Nullable Handler<Void> drained;

  /**
   * @param broken told once when an editor has stopped the stream, or failed
   */
  EditedStream(WriteStream<Buffer> client, Editors editors, Consumer<GatewayException> broken) {
    this.client = client;
    this.editors = editors;
    this.broken = broken;
    client.drainHandler(room -> tellDrained());
  }

  /** Completes when everything written so far has gone to the client, or has failed to. */
  Future<Void> idle() {
    return last;
  }

  @Override
  public Future<Void> write(Buffer events) {
    return then(() -> editors.edit(events).onSuccess(this::pass).mapEmpty());
  }

  private void pass(Buffer edited) {
    if (edited.length() > 0) {
      client.write(edited);
    }
  }

  @Override
  public Future<Void> end(Buffer events) {
    return then(() -> editors.edit(events).onSuccess(client::end).mapEmpty());
  }

  @Override
  public Future<Void> end() {
    return then(client::end);
  }

  private Future<Void> then(Supplier<Future<Void>> step) {
    pending++;
    boolean first = last.succeeded();
    Future<Void> next = first ? begin(step) : last.compose(before -> begin(step));
    last = next;
    return next.onComplete(done -> settle());
  }

  private Future<Void> begin(Supplier<Future<Void>> step) {
    return step.get().onFailure(this::abort);
  }

  private void abort(Throwable failure) {
    broken.accept(
        failure instanceof GatewayException known
            ? known
            : ErrorCode.EXTENSION_FAILED.toException());
  }

  private void settle() {
    pending--;
    tellDrained();
  }

  private void tellDrained() {
    Handler<Void> waiting = drained;
    if (waiting != null && !writeQueueFull()) {
      waiting.handle(null);
    }
  }

  @Override
  public boolean writeQueueFull() {
    return pending > 0 || client.writeQueueFull();
  }

  @Override
  public EditedStream drainHandler(@Nullable Handler<Void> handler) {
    drained = handler;
    return this;
  }

  @Override
  public EditedStream exceptionHandler(@Nullable Handler<Throwable> handler) {
    client.exceptionHandler(handler);
    return this;
  }

  @Override
  public EditedStream setWriteQueueMaxSize(int size) {
    client.setWriteQueueMaxSize(size);
    return this;
  }
}
