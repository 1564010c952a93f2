package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Whole responses, in a closed loop (each connection asks again when it was answered) or an open
 * one (requests are due at a constant rate, whatever becomes of those before; latency counts from
 * when a request was due, so that one stall shows in all that it delayed). Confined to the event
 * loop.
 */
public final class UnaryLoad {
  /** More waiting than this and the target has lost; going on would only exhaust memory. */
  private static final int MOST_CONNECTIONS = 4_000;

  private final Engine engine;
  private final URI target;
  private final Requests requests;
  private final Expected expected;
  private final Tally tally = new Tally();
  private final long end;
  private final List<Connection> opened = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Deque<Long> backlog = new ArrayDeque<>();
  private final CompletableFuture<Tally> finished;
  private final boolean closedLoop;
  private final double nanosApart;
  private final long began;
  private long issued;
  private int connecting;
  private int inFlight;
  private boolean over;

  private UnaryLoad(
      Engine engine,
      URI target,
      Requests requests,
      Expected expected,
      Pace pace,
      CompletableFuture<Tally> finished) {
    this.engine = engine;
    this.target = target;
    this.requests = requests;
    this.expected = expected;
    this.finished = finished;
    this.closedLoop = pace.connections() > 0;
    this.nanosApart = closedLoop ? 0 : 1e9 / pace.rate();
    this.began = System.nanoTime();
    this.end = began + pace.duration().toNanos();
  }

  /** Runs on {@code engine}; the future completes when the last response is in, or given up. */
  public static CompletableFuture<Tally> run(
      Engine engine, URI target, Requests requests, Expected expected, Pace pace) {
    CompletableFuture<Tally> finished = new CompletableFuture<>();
    engine.run(() -> new UnaryLoad(engine, target, requests, expected, pace, finished).start(pace));
    return finished;
  }

  private void start(Pace pace) {
    if (closedLoop) {
      for (int i = 0; i < pace.connections(); i++) {
        connect();
      }
    } else {
      tick();
    }
    long patience = pace.duration().plus(Pace.PATIENCE).toNanos();
    engine.after(patience, this::giveUp);
  }

  /** Sends all that is due, and sleeps until the next will be. */
  private void tick() {
    long now = System.nanoTime();
    long due = began + (long) (issued * nanosApart);
    while (due <= now && due < end) {
      issued++;
      dispatch(due);
      due = began + (long) (issued * nanosApart);
    }
    if (due < end) {
      engine.after(due - System.nanoTime(), this::tick);
    } else {
      over = true;
      finishIfDone();
    }
  }

  private void dispatch(long due) {
    Connection connection = idle.pollLast();
    if (connection != null) {
      send(connection, due);
    } else {
      backlog.add(due);
      if (connecting < backlog.size() && opened.size() + connecting < MOST_CONNECTIONS) {
        connect();
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its outcome is counted, whichever it is
  private void connect() {
    connecting++;
    engine
        .connect(target)
        .whenComplete(
            (connection, failure) -> {
              connecting--;
              if (failure == null) {
                opened.add(connection);
                free(connection);
              } else {
                tally.wrong("connect");
                backlog.poll();
                finishIfDone();
              }
            });
  }

  private void free(Connection connection) {
    long now = System.nanoTime();
    if (closedLoop && now < end) {
      send(connection, now);
    } else if (closedLoop) {
      over = true;
      finishIfDone();
    } else {
      Long due = backlog.poll();
      if (due == null) {
        idle.addLast(connection);
        finishIfDone();
      } else {
        send(connection, due);
      }
    }
  }

  private void send(Connection connection, long due) {
    inFlight++;
    tally.sent(System.nanoTime() - due);
    connection.send(requests.next(), new Asked(connection, due));
  }

  private void finishIfDone() {
    if (over && inFlight == 0 && backlog.isEmpty() && connecting == 0) {
      finish();
    }
  }

  private void giveUp() {
    for (int i = 0; i < inFlight + backlog.size() && !finished.isDone(); i++) {
      tally.wrong("unanswered");
    }
    finish();
  }

  private void finish() {
    if (!finished.isDone()) {
      opened.forEach(Connection::close);
      finished.complete(tally);
    }
  }

  /** One request on its way. */
  private final class Asked implements Connection.Exchange {
    private final Connection connection;
    private final long due;
    private final Expected.Reading reading = new Expected.Reading();
    private long now;

    Asked(Connection connection, long due) {
      this.connection = connection;
      this.due = due;
    }

    @Override
    public void arrived(long nanos) {
      now = nanos;
    }

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
      inFlight--;
      if (expected.accepts(reading)) {
        tally.answered(Integer.toString(reading.status()), now - due);
      } else {
        tally.wrong(reading.status() + " unexpected");
      }
      free(connection);
    }

    @Override
    public void broken(Throwable reason) {
      inFlight--;
      opened.remove(connection);
      tally.wrong("broken");
      if (!finished.isDone() && System.nanoTime() < end) {
        connect();
      } else {
        over = true;
        finishIfDone();
      }
    }
  }
}
