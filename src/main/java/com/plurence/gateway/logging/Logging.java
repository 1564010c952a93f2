package com.plurence.gateway.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** How the process logs. Decided before the first logger is made. */
public final class Logging {
  private static final String FORMAT = "plurence.log";

  private Logging() {}

  /**
   * {@code PLURENCE_LOG} decides; without it, text where a person reads and JSON elsewhere.
   *
   * @throws IllegalArgumentException with a text for the user when it names no format
   */
  public static void begin(Map<String, String> environment) {
    System.setProperty(FORMAT, format(environment.getOrDefault("PLURENCE_LOG", "")));
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    // Libraries that log through the platform have nothing to say that an operator could use.
    Logger.getLogger("").setLevel(Level.WARNING);
  }

  /** True if every line of standard output is to be a JSON object. */
  public static boolean isJson() {
    return "json".equals(System.getProperty(FORMAT));
  }

  private static String format(String wanted) {
    return switch (wanted) {
      case "text", "json" -> wanted;
      case "" -> standardOutputIsTerminal() ? "text" : "json";
      default ->
          throw new IllegalArgumentException(
              "PLURENCE_LOG: was '%s', accepted: text or json".formatted(wanted));
    };
  }

  private static boolean standardOutputIsTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Writes out what is still queued. */
  public static void end() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof ch.qos.logback.classic.LoggerContext context) {
      context.stop();
    }
  }
}
