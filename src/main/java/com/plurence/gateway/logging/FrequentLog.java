package com.plurence.gateway.logging;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A log of one event loop with a line for each request. Where lines end as JSON on standard output,
 * as they do by default, each is rendered straight into a buffer of the loop, and the writer's
 * thread is woken once for many of them, 50 ms later at the latest; elsewhere they take the way of
 * all log events. Not thread safe.
 */
public final class FrequentLog {
  private static final int BATCH = 32 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

  private final Logger logger;
  private final String message;
  private final BiConsumer<Duration, Runnable> timer;
  private final @Nullable LineWriter writer;
  private final JsonLines lines = new JsonLines();
  private boolean flushPending;
  private boolean closed;

  /**
   * @param message of every line
   * @param timer runs an action on the loop after a while
   */
  public FrequentLog(String logger, String message, BiConsumer<Duration, Runnable> timer) {
    this.logger = LoggerFactory.getLogger(logger);
    this.message = message;
    this.timer = timer;
    this.writer = JsonAppender.behind(logger).orElse(null);
  }

  /** Whether lines of that level are wanted at all. */
  public boolean isEnabled(Level level) {
    return logger.isEnabledForLevel(level);
  }

  /** Logs one line, with the facts that {@code facts} adds during the call. */
  public void log(Level level, Consumer<Fields> facts) {
    if (writer == null) {
      OfEvent line = new OfEvent(logger.atLevel(level));
      facts.accept(line);
      line.event.log(message);
      return;
    }
    lines.begin(System.currentTimeMillis(), level.name(), logger.getName(), message);
    facts.accept(lines);
    lines.end();
    if (closed || lines.length() >= BATCH) {
      flush();
    } else if (!flushPending) {
      flushPending = true;
      timer.accept(LONGEST_WAIT, this::flushLate);
    }
  }

  private void flushLate() {
    flushPending = false;
    flush();
  }

  private void flush() {
    if (writer != null && lines.length() > 0) {
      int count = lines.lines();
      writer.write(lines.take(), count);
    }
  }

  /** Hands over what is left; lines that still come are handed over one by one. */
  public void close() {
    closed = true;
    flush();
  }

  /** The facts of a log event like any other. */
  private static final class OfEvent implements Fields {
    private LoggingEventBuilder event;

    OfEvent(LoggingEventBuilder event) {
      this.event = event;
    }

    @Override
    public void add(String name, String value) {
      event = event.addKeyValue(name, value);
    }

    @Override
    public void add(String name, long value) {
      event = event.addKeyValue(name, value);
    }

    @Override
    public void add(String name, boolean value) {
      event = event.addKeyValue(name, value);
    }

    @Override
    public void add(String name, double value) {
      event = event.addKeyValue(name, value);
    }
  }
}
