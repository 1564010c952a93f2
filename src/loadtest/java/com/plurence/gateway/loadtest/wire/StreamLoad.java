package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A constant number of event streams: each that ends is followed by another on its connection. Only
 * the window from {@link #measure} on is counted, when all are open. Confined to the event loop.
 */
public final class StreamLoad {
  private final Engine engine;
  private final URI target;
  private final Requests requests;
  private final int chunksEach;
  private final List<Connection> opened = new ArrayList<>();
  private Tally tally = new Tally();
  private boolean over;

  public StreamLoad(Engine engine, URI target, Requests requests, int chunksEach) {
    this.engine = engine;
    this.target = target;
    this.requests = requests;
    this.chunksEach = chunksEach;
  }

  /** Opens the streams evenly over {@code ramp}; completes when the last has been asked for. */
  public CompletableFuture<Void> open(int streams, Duration ramp) {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    for (int i = 0; i < streams; i++) {
      boolean last = i == streams - 1;
      long after = ramp.toNanos() * i / streams;
      engine.after(
          after,
          () -> {
            connect();
            if (last) {
              asked.complete(null);
            }
          });
    }
    return asked;
  }

  /** Forgets what was seen up to now and looks on for {@code window}. */
  public CompletableFuture<Tally> measure(Duration window) {
    CompletableFuture<Tally> seen = new CompletableFuture<>();
    engine.run(
        () -> {
          tally = new Tally();
          engine.after(
              window.toNanos(),
              () -> {
                Tally whole = tally;
                tally = new Tally();
                seen.complete(whole);
              });
        });
    return seen;
  }

  /** Leaves every stream. */
  public CompletableFuture<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    engine.run(
        () -> {
          over = true;
          opened.forEach(Connection::close);
          closed.complete(null);
        });
    return closed;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its outcome is counted, whichever it is
  private void connect() {
    engine
        .connect(target)
        .whenComplete(
            (connection, failure) -> {
              if (failure != null) {
                tally.wrong("connect");
              } else {
                opened.add(connection);
                ask(connection);
              }
            });
  }

  private void ask(Connection connection) {
    if (!over) {
      connection.send(requests.next(), new Stream(connection));
    }
  }

  /** One stream on its way. */
  private final class Stream implements Connection.Exchange, EventScan.Listener {
    private final Connection connection;
    private final long asked = System.nanoTime();
    private final EventScan scan = new EventScan(this);
    private int status;
    private int chunks;
    private long now;
    private long lastRead;
    private long lastChunk;

    Stream(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void arrived(long nanos) {
      now = nanos;
    }

    @Override
    public void head(int status) {
      this.status = status;
    }

    @Override
    public void body(ByteBuf bytes, int index, int length) {
      scan.read(bytes, index, length);
    }

    @Override
    public void chunk(long stamp) {
      chunks++;
      if (chunks == 1) {
        tally.firstToken(now - asked);
      } else {
        tally.gap(now - lastChunk);
      }
      if (lastRead != now) {
        tally.read();
      }
      lastRead = now;
      lastChunk = now;
      tally.chunk(now - stamp);
    }

    @Override
    public void end() {
      if (status == 200 && chunks == chunksEach && scan.done()) {
        tally.answered("200", now - asked);
      } else {
        tally.wrong(status + " with " + chunks + " chunks");
      }
      ask(connection);
    }

    @Override
    public void broken(Throwable reason) {
      opened.remove(connection);
      if (!over) {
        tally.wrong("broken");
        connect();
      }
    }
  }
}
