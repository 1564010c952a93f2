package com.plurence.gateway.demo;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Lets streams wait for a word from outside, by key. A word given too early is kept. Thread-safe.
 */
final class Steps {
  private static final int MOST_KEYS = 10_000;

  private final Map<String, Line> lines = new HashMap<>();

  /** Runs {@code next}, on any thread, at the next step of this key. */
  void await(String key, Runnable next) {
    if (taken(key, next)) {
      next.run();
    }
  }

  /** Lets the longest waiting go on, or the next that will wait. */
  void step(String key) {
    given(key).ifPresent(Runnable::run);
  }

  /** Forgets a stream that waits no more. */
  synchronized void forget(String key, Runnable next) {
    Line line = lines.get(key);
    if (line != null) {
      line.waiting.remove(next);
      line.removeIfIdle(lines, key);
    }
  }

  private synchronized boolean taken(String key, Runnable next) {
    Line line = line(key);
    if (line.early == 0) {
      line.waiting.add(next);
      return false;
    }
    line.early--;
    line.removeIfIdle(lines, key);
    return true;
  }

  private synchronized Optional<Runnable> given(String key) {
    Line line = line(key);
    Optional<Runnable> next = Optional.ofNullable(line.waiting.poll());
    if (next.isEmpty()) {
      line.early++;
    }
    line.removeIfIdle(lines, key);
    return next;
  }

  private Line line(String key) {
    if (lines.size() >= MOST_KEYS) {
      lines.values().removeIf(line -> line.waiting.isEmpty());
    }
    return lines.computeIfAbsent(key, none -> new Line());
  }

  private static final class Line {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int early;

    void removeIfIdle(Map<String, Line> lines, String key) {
      if (waiting.isEmpty() && early == 0) {
        lines.remove(key);
      }
    }
  }
}
