package com.plurence.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails every test class during which Vert.x warned of a blocked thread. Registered for all tests.
 */
public final class BlockedThreads implements BeforeAllCallback, AfterAllCallback {
  /** So many tasks for each processor. */
  private static final double STARVING = 3;

  private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Recorder recorder = new Recorder(warnings);

  @Override
  public void beforeAll(ExtensionContext context) {
    recorder.start();
    checker().addAppender(recorder);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    checker().detachAppender(recorder);

    assertThat(warnings).as("warnings of blocked threads").isEmpty();
  }

  private static Logger checker() {
    return (Logger) LoggerFactory.getLogger(CHECKER);
  }

  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    private final Queue<String> warnings;

    Recorder(Queue<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (!machineIsStarved()) {
        warnings.add(event.getFormattedMessage());
      }
    }

    /** Then threads wait for a processor, which says nothing of the code that they run. */
    private static boolean machineIsStarved() {
      OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
      return system.getSystemLoadAverage() > STARVING * system.getAvailableProcessors();
    }
  }
}
