package com.plurence.gateway.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What a logger writes while this is open; it is not written anywhere else meanwhile. */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final Level level;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private RecordedLog(String name, Level lowest) {
    logger = (Logger) LoggerFactory.getLogger(name);
    level = logger.getLevel();
    logger.setLevel(lowest);
    logger.setAdditive(false);
    start();
    logger.addAppender(this);
  }

  /** Records the logger of that name and those below it. */
  public static RecordedLog of(String name) {
    return of(name, Level.INFO);
  }

  /** Records the logger of that name and those below it, from {@code lowest} on. */
  public static RecordedLog of(String name, Level lowest) {
    return new RecordedLog(name, lowest);
  }

  /** Message, key-values and the message of the cause of each line. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(
        event.getFormattedMessage()
            + " "
            + event.getKeyValuePairs()
            + (event.getThrowableProxy() == null
                ? ""
                : " " + event.getThrowableProxy().getMessage()));
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    logger.setLevel(level);
  }
}
