package com.plurence.gateway.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Writes log events to standard output, one flat JSON object a line: time, level, logger, message,
 * the key-values, and the stack trace. Who logs never waits for the sink. Named in {@code
 * conf/logback.xml}.
 */
public final class JsonAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final LineWriter writer;

  /** To standard output. */
  public JsonAppender() {
    this(System.out);
  }

  JsonAppender(OutputStream sink) {
    this.writer = new LineWriter(sink, LONGEST_STOP);
  }

  @Override
  public void start() {
    writer.start();
    super.start();
  }

  /** Writes what is queued. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      writer.stop();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    JsonLines line = new JsonLines();
    line.begin(
        event.getTimeStamp(),
        event.getLevel().toString(),
        event.getLoggerName(),
        event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        line.addAny(pair.key, pair.value == null ? "null" : pair.value);
      }
    }
    @Nullable IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.add("stack_trace", ThrowableProxyUtil.asString(thrown));
    }
    line.end();
    writer.write(line.take(), 1);
  }

  /**
   * The writer behind a logger, for lines that are made in large numbers; empty if its lines go
   * anywhere else as well.
   */
  static Optional<LineWriter> behind(String logger) {
    if (!(LoggerFactory.getLogger(logger) instanceof Logger named)) {
      return Optional.empty();
    }
    Logger root = named.getLoggerContext().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (!named.isAdditive() || named.iteratorForAppenders().hasNext()) {
      return Optional.empty();
    }
    Iterator<Appender<ILoggingEvent>> appenders = root.iteratorForAppenders();
    if (appenders.hasNext() && appenders.next() instanceof JsonAppender json) {
      return appenders.hasNext() ? Optional.empty() : Optional.of(json.writer);
    }
    return Optional.empty();
  }
}
