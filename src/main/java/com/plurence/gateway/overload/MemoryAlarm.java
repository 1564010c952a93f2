package com.plurence.gateway.overload;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Hears of a lack of memory wherever it is caught: libraries catch everything that is thrown, and
 * what they then still do is log it, if only at a level that nobody reads.
 */
public final class MemoryAlarm extends TurboFilter {
  private MemoryAlarm() {}

  /** Begins to listen. */
  public static void begin() {
    Thread.setDefaultUncaughtExceptionHandler(MemoryAlarm::uncaught);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.addTurboFilter(new MemoryAlarm());
      Written written = new Written();
      written.setContext(log);
      written.start();
      log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
    }
  }

  private static void uncaught(Thread thread, Throwable failure) {
    LastWords.ifOutOfMemory(failure);
    LoggerFactory.getLogger(MemoryAlarm.class)
        .atError()
        .addKeyValue("thread", thread.getName())
        .setCause(failure)
        .log("a thread has ended");
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable failure) {
    if (failure != null) {
      LastWords.ifOutOfMemory(failure);
    }
    return FilterReply.NEUTRAL;
  }

  /** What is logged piece by piece comes past no filter of the kind above. */
  private static final class Written extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
        LastWords.ifOutOfMemory(proxy.getThrowable());
      }
    }
  }
}
