package com.plurence.gateway.demo;

import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fake OpenAI-compatible provider on a loopback port, over HTTP/1.1 and HTTP/2: deterministic,
 * and scripted per request by the headers that {@link DemoScript} describes. Thread-safe.
 */
public final class DemoProvider {
  private final Vertx vertx;
  private final Laboratory laboratory;
  private final int port;
  private final String deployment;

  private DemoProvider(Vertx vertx, Laboratory laboratory, int port, String deployment) {
    this.vertx = vertx;
    this.laboratory = laboratory;
    this.port = port;
    this.deployment = deployment;
  }

  /** Starts one with a journal, on a port or, with 0, on a free one. */
  public static Future<DemoProvider> start(Vertx vertx, String name, int port) {
    return start(vertx, DemoOptions.of(name, port));
  }

  /** Starts one. The future fails when the port is taken. */
  public static Future<DemoProvider> start(Vertx vertx, DemoOptions options) {
    Laboratory laboratory = Laboratory.of(options);
    AtomicInteger port = new AtomicInteger();
    return vertx
        .deployVerticle(
            () -> new DemoVerticle(laboratory, port),
            new DeploymentOptions().setInstances(options.instances()))
        .map(id -> new DemoProvider(vertx, laboratory, port.get(), id));
  }

  /** The name that scripts and answers know it by. */
  public String name() {
    return laboratory.options().name();
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** The base URL for clients, with {@code /v1} at its end. */
  public String baseUrl() {
    String scheme = laboratory.options().certificate().isPresent() ? "https" : "http";
    return scheme + "://" + DemoVerticle.HOST + ":" + port + "/v1";
  }

  /** What it has lived through. */
  public DemoJournal journal() {
    return laboratory.journal();
  }

  /** Scripts the requests that bring no script; {@link DemoScript#NORMAL} ends that. */
  public void script(DemoScript usual) {
    laboratory.scripts().usual(usual);
  }

  /** Lets the stream in lockstep with this key send its next piece. */
  public void step(String key) {
    laboratory.steps().step(key);
  }

  /** Closes the port and every connection. */
  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }
}
