package com.plurence.gateway.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.slf4j.LoggerFactory;

/** A demo provider alone, as the upstream of load tests: {@code --port 9999 [--name demo]}. */
public final class DemoServer {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private DemoServer() {}

  /** Prints one line when it accepts; runs until the process is ended. */
  public static void main(String[] args) {
    DemoOptions options;
    try {
      options = options(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    keepQuiet();
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    DemoProvider.start(vertx, options.underLoad(Runtime.getRuntime().availableProcessors()))
        .onSuccess(demo -> System.out.println("demo-provider ready " + demo.baseUrl()))
        .onFailure(
            failure -> {
              System.err.println("demo-provider failed: " + failure.getMessage());
              System.exit(FAILED);
            });
  }

  /** Without a configuration the log would tell everything, and a load test would pay for it. */
  private static void keepQuiet() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.WARN);
    }
  }

  /** The options on the command line; says how to write them when they are wrong. */
  static DemoOptions options(String... args) {
    String name = "demo";
    int port = -1;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--name" -> name = args[i + 1];
        case "--port" -> port = port(args[i + 1]);
        default -> throw usage();
      }
    }
    if (port < 0 || args.length % 2 != 0) {
      throw usage();
    }
    return DemoOptions.of(name, port);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, together with a number out of range
    }
    throw usage();
  }

  private static IllegalArgumentException usage() {
    return new IllegalArgumentException("usage: DemoServer --port 0..65535 [--name demo]");
  }
}
