package com.plurence.gateway.overload;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Hears of a lack of memory wherever it is caught: libraries catch everything that is thrown, and
 * what they then still do is log it, if only at a level that nobody reads.
 */
public final class MemoryAlarm extends TurboFilter {
  /**
   * Above all loggers that are told of exceptions. Not the root: access lines are made without an
   * event as long as nobody but the writer reads them.
   */
  private static final List<String> LIBRARIES = List.of("com", "io", "org");

  private MemoryAlarm() {}

  /** Begins to listen. */
  public static void begin() {
    Thread.setDefaultUncaughtExceptionHandler(MemoryAlarm::uncaught);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      log.addTurboFilter(new MemoryAlarm());
      Written written = new Written();
      written.setContext(log);
      written.start();
      LIBRARIES.forEach(name -> log.getLogger(name).addAppender(written));
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
