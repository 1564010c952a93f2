package com.plurence.gateway.acceptance.hostile;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fires at one port, many connections at a time, each until the gateway closes it. Shot number n of
 * a seed is always the same.
 */
final class Barrage {
  private static final int LANES = 96;
  private static final int ENOUGH_FAILURES = 3;

  /** Far more than any time limit of the gateway under test. */
  private static final long PATIENCE_MILLIS = 120_000;

  private final Vertx vertx;
  private final NetClient client;
  private final int port;
  private final Ammunition ammunition;
  private final long seed;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();

  Barrage(Vertx vertx, int port, Ammunition ammunition, long seed) {
    this.vertx = vertx;
    this.client = vertx.createNetClient(new NetClientOptions().setReuseAddress(true));
    this.port = port;
    this.ammunition = ammunition;
    this.seed = seed;
  }

  /** What came of it. */
  record Outcome(int requests, int errors, List<String> failures) {}

  /** Fires the shots with these numbers. */
  Future<Outcome> fire(int from, int to) {
    AtomicInteger next = new AtomicInteger(from);
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(LANES, to - from); i++) {
      lanes.add(lane(next, to));
    }
    return Future.join(lanes)
        .map(done -> new Outcome(requests.get(), errors.get(), List.copyOf(failures)));
  }

  private Future<Void> lane(AtomicInteger next, int to) {
    int number = next.getAndIncrement();
    if (number >= to || failures.size() >= ENOUGH_FAILURES) {
      return Future.succeededFuture();
    }
    return shoot(number).compose(done -> lane(next, to));
  }

  private Future<Void> shoot(int number) {
    Shot shot = ammunition.next(new SplittableRandom(seed * 1_000_003 + number));
    requests.addAndGet(shot.requests());
    Witness witness = ammunition.witness();
    return client
        .connect(port, "127.0.0.1")
        .compose(socket -> exchange(socket, shot, witness))
        .onSuccess(closed -> errors.addAndGet(witness.errors()))
        .recover(failure -> failed(number, shot, failure));
  }

  private Future<Void> exchange(NetSocket socket, Shot shot, Witness witness) {
    Promise<Void> over = Promise.promise();
    long timer =
        vertx.setTimer(
            PATIENCE_MILLIS, late -> over.tryFail(new AssertionError("the connection hangs")));
    socket.handler(bytes -> guarded(over, () -> witness.read(bytes.getBytes())));
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(
        closed -> {
          guarded(over, witness::closed);
          over.tryComplete();
        });
    send(socket, shot.pieces(), 0);
    return over.future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              socket.close();
            });
  }

  private static void guarded(Promise<Void> over, Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException objection) {
      over.tryFail(objection);
    }
  }

  /** One piece after the other, as far apart as the event loop's turns. */
  private void send(NetSocket socket, List<byte[]> pieces, int at) {
    socket.write(Buffer.buffer(pieces.get(at)));
    if (at + 1 < pieces.size()) {
      vertx.runOnContext(turn -> send(socket, pieces, at + 1));
    }
  }

  private Future<Void> failed(int number, Shot shot, Throwable failure) {
    byte[] all = Bytes.join(shot.pieces().toArray(byte[][]::new));
    failures.add(
        "-Dhostile.seed=%d -Dhostile.shot=%d%n%s%n%s"
            .formatted(seed, number, text(failure), Bytes.shown(all)));
    return Future.succeededFuture();
  }

  private static String text(Throwable failure) {
    return failure.getCause() == null ? failure.toString() : failure + ": " + failure.getCause();
  }
}
