package com.plurence.gateway.overload;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where those stand who want bytes of a {@link ByteBudget}: first come, first served, but those of
 * projects that hold less than a fair share before others. While less than half of it is held,
 * whoever asks gets. Beyond that the large ones get their bytes one after the other: many that grow
 * at once would take everything, and none could be completed. Safe on any thread, without locks.
 */
public final class Line {
  /** What is no larger need not wait for its turn. */
  public static final long SMALL = 1024 * 1024;

  private final ByteBudget budget;
  private final long mostForAll;
  private final long mostForSmall;
  private final long spare;
  private final long mostForTurn;
  private final Queue<Wait> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger serving = new AtomicInteger();
  private final AtomicReference<@Nullable Holding> turn = new AtomicReference<>();

  /**
   * @param mostForAll up to which anybody takes at once, in bytes that are held in all
   * @param mostForSmall up to which those take who hold no more than {@link #SMALL}
   * @param mostForTurn up to which the one takes whose turn it is
   * @param spare the share of what small ones may have that is for projects below a fair share
   */
  Line(ByteBudget budget, long mostForAll, long mostForSmall, long mostForTurn, double spare) {
    this.spare = (long) (mostForSmall * spare);
    this.budget = budget;
    this.mostForAll = mostForAll;
    this.mostForSmall = mostForSmall;
    this.mostForTurn = mostForTurn;
  }

  /** Somebody who waits; used on the event loop that asked. */
  public static final class Wait {
    private final Line line;
    private final Holding holding;
    private final long bytes;
    private final Context context;
    private final Runnable served;

    /** Decided once: by whoever serves the line, or by whoever leaves it. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private Wait(Line line, Holding holding, long bytes, Context context, Runnable served) {
      this.line = line;
      this.holding = holding;
      this.bytes = bytes;
      this.context = context;
      this.served = served;
    }

    /** Stops waiting; false if the bytes are there already, or on their way. */
    public boolean leave() {
      if (!decided.compareAndSet(false, true)) {
        return false;
      }
      line.queue.remove(this);
      line.waiting.decrementAndGet();
      line.serve();
      return true;
    }

    private void arrive() {
      if (holding.accept(bytes)) {
        served.run();
      }
    }
  }

  /** Whether {@code bytes} could ever be had at once. */
  public boolean fits(long bytes) {
    return bytes <= mostForTurn;
  }

  /** How many bytes can be had at once at most, by whoever is alone. */
  long most() {
    return mostForTurn;
  }

  /** Takes {@code bytes} now, if nobody has to wait for them. */
  boolean take(Holding holding, long bytes, long already) {
    if (turn.get() == holding) {
      return budget.take(bytes, mostForTurn);
    }
    if (already + bytes <= SMALL) {
      return budget.take(bytes, mostForSmall - spare)
          || (holding.mayHaveSpare(mostForSmall) && budget.take(bytes, mostForSmall));
    }
    return waiting.get() == 0 && budget.take(bytes, mostForAll);
  }

  /** Takes {@code bytes} although it is somebody else's turn, if they are there at all. */
  boolean takeOutOfTurn(long bytes) {
    return budget.take(bytes, mostForTurn);
  }

  /**
   * Stands in line.
   *
   * @param context of the event loop that asks, where {@code served} runs once the bytes are taken
   */
  Wait stand(Holding holding, long bytes, Context context, Runnable served) {
    Wait wait = new Wait(this, holding, bytes, context, served);
    waiting.incrementAndGet();
    queue.add(wait);
    serve();
    return wait;
  }

  /** It is the turn of the next. */
  void pass(Holding holding) {
    if (turn.get() == holding) {
      turn.set(null);
      serve();
    }
  }

  /**
   * Serves those in front, as far as there is room; one thread at a time, and none waits for it.
   */
  void serve() {
    if (waiting.get() == 0 || serving.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    do {
      while (serveFirst()) {}
      seen = serving.addAndGet(-seen);
    } while (seen > 0);
  }

  private boolean serveFirst() {
    Wait first = next();
    if (first == null || !takeFor(first)) {
      return false;
    }
    queue.remove(first);
    if (first.decided.compareAndSet(false, true)) {
      waiting.decrementAndGet();
      first.context.runOnContext(now -> first.arrive());
    } else {
      // It left in this moment, and will have the line served itself.
      turn.compareAndSet(first.holding, null);
      budget.untake(first.bytes);
    }
    return true;
  }

  /** The first whose project holds less than a fair share, if there is one, else the first. */
  private @Nullable Wait next() {
    Wait first = queue.peek();
    if (first == null || first.holding.mayHaveSpare(mostForTurn)) {
      return first;
    }
    for (Wait wait : queue) {
      if (wait.holding.mayHaveSpare(mostForTurn)) {
        return wait;
      }
    }
    return first;
  }

  private boolean takeFor(Wait first) {
    if (budget.take(first.bytes, mostForAll)) {
      return true;
    }
    Holding inTurn = turn.get();
    if (inTurn != first.holding && (inTurn != null || !turn.compareAndSet(null, first.holding))) {
      return false;
    }
    if (budget.take(first.bytes, mostForTurn)) {
      return true;
    }
    if (inTurn == null) {
      turn.set(null);
    }
    return false;
  }

  /** Who waits, for a metric. */
  int waiting() {
    return waiting.get();
  }
}
