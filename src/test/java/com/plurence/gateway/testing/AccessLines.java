package com.plurence.gateway.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.Closeable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The access lines that are written while it is open. */
public final class AccessLines implements Closeable {
  private final Queue<Map<String, String>> lines = new ConcurrentLinkedQueue<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("access");
  private final Recorder recorder = new Recorder(lines);

  private AccessLines() {}

  /** Begins to listen; the lines are not written to the console. */
  public static AccessLines listen() {
    AccessLines access = new AccessLines();
    access.recorder.start();
    access.log.setLevel(Level.INFO);
    access.log.setAdditive(false);
    access.log.addAppender(access.recorder);
    return access;
  }

  /** The lines of requests for {@code model}, each as its keys and values. */
  public List<Map<String, String>> of(String model) {
    return lines.stream().filter(line -> model.equals(line.get("model"))).toList();
  }

  /** How many lines there are, of whatever requests. */
  public int count() {
    return lines.size();
  }

  /** The line of the request of that id, once it is written. */
  public Optional<Map<String, String>> ofRequest(String id) {
    return lines.stream().filter(line -> id.equals(line.get("request_id"))).findFirst();
  }

  /** Forgets what was written. */
  public void clear() {
    lines.clear();
  }

  @Override
  public void close() {
    log.setLevel(null);
    log.detachAppender(recorder);
    log.setAdditive(true);
  }

  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    private final Queue<Map<String, String>> lines;

    Recorder(Queue<Map<String, String>> lines) {
      this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(
          event.getKeyValuePairs().stream()
              .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value))));
    }
  }
}
