package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Asks once, and tells what came. */
public final class OneAnswer implements Connection.Exchange {
  private final Expected.Reading reading = new Expected.Reading();
  private final CompletableFuture<Expected.Reading> answer = new CompletableFuture<>();
  private final Connection connection;

  private OneAnswer(Connection connection) {
    this.connection = connection;
  }

  public static CompletableFuture<Expected.Reading> of(Engine engine, URI target, ByteBuf request) {
    return engine
        .connect(target)
        .thenCompose(
            connection -> {
              OneAnswer one = new OneAnswer(connection);
              connection.send(request, one);
              return one.answer;
            });
  }

  @Override
  public void arrived(long nanos) {}

  @Override
  public void head(int status) {
    reading.head(status);
  }

  @Override
  public void body(ByteBuf bytes, int index, int length) {
    reading.body(bytes, index, length);
  }

  @Override
  public void end() {
    connection.close();
    answer.complete(reading);
  }

  @Override
  public void broken(Throwable reason) {
    answer.completeExceptionally(reason);
  }
}
