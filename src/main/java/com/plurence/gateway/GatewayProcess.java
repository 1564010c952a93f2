package com.plurence.gateway;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.ShutdownConfig;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.file.ConfigSource;
import com.plurence.gateway.config.file.ConfigWatch;
import com.plurence.gateway.logging.Logging;
import com.plurence.gateway.project.Bootstrap;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The gateway as a process: prints the ready line, follows its configuration file, and stops on
 * SIGTERM or SIGINT, gently the first time and at once the second.
 */
final class GatewayProcess implements ConfigWatch.ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** What a stop takes behind the drain; if it takes longer it would never end. */
  private static final Duration LAST_STEPS = Duration.ofSeconds(15);

  private static final int FAILED = 1;
  private static final int TERMINATED = 143;

  private final Gateway gateway;
  private final Duration longestStop;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Made now, as there may be no memory for it later. */
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(GatewayProcess::daemon);

  private GatewayProcess(Gateway gateway, ShutdownConfig shutdown) {
    this.gateway = gateway;
    this.longestStop = shutdown.pause().plus(shutdown.drain()).plus(LAST_STEPS);
    clock.execute(() -> {}); // which starts its thread
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "stop");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts the gateway; the process ends with status 1 if it can't. */
  static void start(
      ConfigSource source,
      Map<String, String> environment,
      GatewayConfig config,
      Bootstrap bootstrap) {
    Gateway.start(config, bootstrap)
        .onSuccess(
            gateway ->
                new GatewayProcess(gateway, config.shutdown()).begin(source, environment, config))
        .onFailure(GatewayProcess::giveUp);
  }

  private void begin(ConfigSource source, Map<String, String> environment, GatewayConfig config) {
    ConfigWatch watch = new ConfigWatch(source, environment, config, BETWEEN_LOOKS, this);
    gateway.follow(watch).onFailure(GatewayProcess::giveUp);
    gateway.watch();
    Signals.on("TERM", this::stop);
    Signals.on("INT", this::stop);
    Signals.on("HUP", watch::reload);
    boolean json = Logging.isJson();
    showFirstKey(json).onComplete(shown -> sayReady(json));
  }

  /** A log that goes to others is no place for a credential. */
  private Future<?> showFirstKey(boolean json) {
    Optional<Secret> key = gateway.firstKey();
    if (key.isEmpty()) {
      return Future.succeededFuture();
    }
    if (!json) {
      say("api key for project default: " + key.get().reveal());
      return Future.succeededFuture();
    }
    return gateway
        .writeFirstKey(key.get())
        .onSuccess(
            file ->
                LOG.atInfo()
                    .addKeyValue("file", file)
                    .log("the api key for project default is in a file"))
        .onFailure(
            failure ->
                LOG.atError()
                    .addKeyValue("problem", failure)
                    .log("the api key for project default could not be written, and is lost"));
  }

  private void sayReady(boolean json) {
    if (json) {
      LOG.atInfo()
          .addKeyValue("gateway", gateway.url("gateway"))
          .addKeyValue("management", gateway.url("management"))
          .addKeyValue("ops", gateway.url("ops"))
          .log("plurence-gateway ready");
    } else {
      say(
          "plurence-gateway ready gateway=%s management=%s ops=%s"
              .formatted(gateway.url("gateway"), gateway.url("management"), gateway.url("ops")));
    }
  }

  @Override
  public void changed(GatewayConfig config) {
    gateway.reconfigure(config);
  }

  @Override
  public void refused(ConfigException mistakes) {
    mistakes
        .problems()
        .forEach(
            problem ->
                LOG.atError().addKeyValue("problem", problem).log("configuration not taken"));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nothing can come of it
  private void stop() {
    if (stopping.getAndSet(true)) {
      Runtime.getRuntime().halt(TERMINATED);
    }
    clock.schedule(
        () -> Runtime.getRuntime().halt(FAILED), longestStop.toMillis(), TimeUnit.MILLISECONDS);
    LOG.atInfo().log("stopping");
    gateway.stop().onSuccess(stopped -> exit(0)).onFailure(GatewayProcess::giveUp);
  }

  private static void giveUp(Throwable failure) {
    LoggingEventBuilder line = LOG.atError();
    (failure instanceof StartException ? line : line.setCause(failure))
        .log("the gateway can't go on: {}", failure.getMessage());
    exit(FAILED);
  }

  /**
   * Leaving takes a thread of its own: it ends the one that the gateway would have to answer on.
   */
  private static void exit(int status) {
    new Thread(
            () -> {
              Logging.end();
              System.exit(status);
            },
            "exit")
        .start();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
