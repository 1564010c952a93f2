package com.plurence.gateway.http.coding;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One decoding after the other: each has a window of several mebibytes, whatever the size of its
 * body. Lives on one event loop.
 */
public final class DecodingTurns {
  private final Queue<Consumer<Runnable>> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * Runs {@code work} when it is its turn.
   *
   * @param work is given what it must run when it is done, once
   */
  public void take(Consumer<Runnable> work) {
    waiting.add(work);
    if (!busy) {
      next();
    }
  }

  private void next() {
    Consumer<Runnable> first = waiting.poll();
    busy = first != null;
    if (first != null) {
      first.accept(this::next);
    }
  }
}
