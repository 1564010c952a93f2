package com.plurence.gateway.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway counts and times, in the Prometheus text format. Names follow the OpenTelemetry
 * conventions for HTTP and GenAI. Every label has few values: routes, configured models and
 * targets, ids of the error registry. Safe on any thread.
 */
public final class Metrics implements AutoCloseable {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(300)
  };
  private static final String NO_ERROR = "";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter inconsistentUsage =
      Counter.builder("plurence.usage.inconsistent")
          .description("Responses whose details of tokens were more than their whole, and were cut")
          .register(registry);
  private final Map<HttpKey, Timer> http = new ConcurrentHashMap<>();
  private final Map<GenAiKey, GenAi> genAi = new ConcurrentHashMap<>();
  private final Map<AttemptKey, Timer> attempts = new ConcurrentHashMap<>();
  private final Map<LimitKey, Counter> limits = new ConcurrentHashMap<>();
  private final Timer deciding;

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    ManagementFactory.getGarbageCollectorMXBeans().forEach(this::show);
    deciding =
        timer(
            "plurence.limits.duration",
            "Until limits have let a request pass or not",
            Tags.empty());
  }

  /**
   * Read when it is asked for. Micrometer's own binder has the JVM notify it of every collection,
   * which costs more than a small collection does.
   */
  private void show(GarbageCollectorMXBean collector) {
    FunctionTimer.builder(
            "jvm.gc.pause",
            collector,
            GarbageCollectorMXBean::getCollectionCount,
            GarbageCollectorMXBean::getCollectionTime,
            TimeUnit.MILLISECONDS)
        .description("Collections of garbage, and the time they took")
        .tag("gc", collector.getName())
        .register(registry);
  }

  private record HttpKey(String listener, String method, String route, int status, String error) {}

  private record GenAiKey(String operation, String model, String target, String error) {}

  private record AttemptKey(String target, String outcome) {}

  private record LimitKey(String decision, String scope, String dimension) {}

  private record GenAi(
      Timer duration, Timer firstToken, DistributionSummary input, DistributionSummary output) {}

  /**
   * Counts one HTTP request that has ended.
   *
   * @param method only one that the route knows, so that clients can't invent label values
   * @param error its id in the registry; null if there was none
   */
  public void request(
      String listener,
      String method,
      String route,
      int status,
      @Nullable String error,
      long nanos) {
    http.computeIfAbsent(
            new HttpKey(listener, method, route, status, error == null ? NO_ERROR : error),
            this::httpTimer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Counts one request that reached a model.
   *
   * @param error the id in the registry; null if there was none
   * @param firstTokenNanos from the request to the first byte of its response; 0 if there was none
   */
  public void inference(
      String operation,
      String model,
      String target,
      @Nullable String error,
      long nanos,
      long firstTokenNanos) {
    GenAi meters = genAi(operation, model, target, error);
    meters.duration().record(nanos, TimeUnit.NANOSECONDS);
    if (firstTokenNanos > 0) {
      meters.firstToken().record(firstTokenNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Counts the tokens of one request that reached a model. */
  public void tokens(String operation, String model, String target, long input, long output) {
    GenAi meters = genAi(operation, model, target, null);
    meters.input().record((double) input);
    meters.output().record((double) output);
  }

  /** Counts one attempt on a target, by how it ended. */
  public void attempt(String target, String outcome, long nanos) {
    attempts
        .computeIfAbsent(new AttemptKey(target, outcome), this::attemptTimer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Counts one decision about a request that has limits.
   *
   * @param scope of the limit that has not let it pass; empty if none has
   * @param dimension of the same limit
   */
  public void limits(String decision, String scope, String dimension, long nanos) {
    limits
        .computeIfAbsent(new LimitKey(decision, scope, dimension), this::limitCounter)
        .increment();
    deciding.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Counts what a provider said of tokens that did not fit together. */
  public void inconsistentUsage() {
    inconsistentUsage.increment();
  }

  /** Shows a number that somebody else keeps; {@code source} is not kept alive by this. */
  public <T> void gauge(
      String name, String help, Map<String, String> labels, T source, ToDoubleFunction<T> number) {
    Gauge.Builder<T> gauge = Gauge.builder(name, source, number).description(help);
    labels.forEach(gauge::tag);
    gauge.register(registry);
  }

  /** Shows what somebody else counts; {@code source} is not kept alive by this. */
  public <T> void counter(
      String name, String help, Map<String, String> labels, T source, ToDoubleFunction<T> count) {
    FunctionCounter.Builder<T> counter =
        FunctionCounter.builder(name, source, count).description(help);
    labels.forEach(counter::tag);
    counter.register(registry);
  }

  /** Everything, in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }

  private GenAi genAi(String operation, String model, String target, @Nullable String error) {
    return genAi.computeIfAbsent(
        new GenAiKey(operation, model, target, error == null ? NO_ERROR : error),
        this::genAiMeters);
  }

  private Timer httpTimer(HttpKey key) {
    return timer(
        "http.server.request.duration",
        "HTTP requests, from the head of the request to the end of the answer",
        Tags.of(
            "listener", key.listener(),
            "http.request.method", key.method(),
            "http.route", key.route(),
            "http.response.status_code", Integer.toString(key.status()),
            "error.type", key.error()));
  }

  private GenAi genAiMeters(GenAiKey key) {
    Tags tags =
        Tags.of(
            "gen_ai.operation.name", key.operation(),
            "gen_ai.request.model", key.model(),
            "plurence.target", key.target());
    Tags withError = tags.and("error.type", key.error());
    return new GenAi(
        timer(
            "gen_ai.server.request.duration",
            "Requests to models, attempts and waits included",
            withError),
        timer(
            "gen_ai.server.time_to_first_token",
            "From the request to the first byte of its answer",
            withError),
        tokens("input", tags),
        tokens("output", tags));
  }

  private DistributionSummary tokens(String type, Tags tags) {
    return DistributionSummary.builder("gen_ai.client.token.usage")
        .description("Tokens, as the providers count them")
        .tags(tags.and("gen_ai.token.type", type))
        .register(registry);
  }

  private Counter limitCounter(LimitKey key) {
    return Counter.builder("plurence.limits.decisions")
        .description("Requests that limits have let pass or not, and which limit it was")
        .tags("decision", key.decision(), "scope", key.scope(), "dimension", key.dimension())
        .register(registry);
  }

  private Timer attemptTimer(AttemptKey key) {
    return timer(
        "plurence.upstream.attempt.duration",
        "Attempts on targets",
        Tags.of("plurence.target", key.target(), "outcome", key.outcome()));
  }

  private Timer timer(String name, String help, Tags tags) {
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
