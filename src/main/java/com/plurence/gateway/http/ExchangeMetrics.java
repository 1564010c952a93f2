package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.observability.Metrics;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts each exchange when it has ended, by what was noted of it. */
public final class ExchangeMetrics implements Consumer<Exchange> {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Metrics metrics;
  private final String listener;

  public ExchangeMetrics(Metrics metrics, String listener) {
    this.metrics = metrics;
    this.listener = listener;
  }

  @Override
  public void accept(Exchange exchange) {
    long nanos = exchange.nanos();
    @Nullable ErrorKind failure = exchange.error();
    @Nullable String error = failure == null ? null : failure.id();
    String method = exchange.request().method().name();
    metrics.request(
        listener,
        METHODS.contains(method) ? method : "_OTHER",
        exchange.route(),
        exchange.status(),
        error,
        nanos);
    if (exchange.noted("operation") instanceof String operation
        && model(exchange) instanceof String model
        && exchange.noted("target") instanceof String target) {
      countInference(exchange, operation, model, target, error, nanos);
    }
  }

  /** Clients choose among the names that a pattern matches, so that there is no end of them. */
  private static @Nullable Object model(Exchange exchange) {
    @Nullable Object pattern = exchange.noted("model_pattern");
    return pattern == null ? exchange.noted("model") : pattern;
  }

  private void countInference(
      Exchange exchange,
      String operation,
      String model,
      String target,
      @Nullable String error,
      long nanos) {
    long firstByte =
        exchange.firstByteAt() == 0 ? 0 : exchange.firstByteAt() - exchange.startedAt();
    metrics.inference(operation, model, target, error, nanos, firstByte);
    if (exchange.noted("input_tokens") instanceof Long input
        && exchange.noted("output_tokens") instanceof Long output) {
      metrics.tokens(operation, model, target, input, output);
    }
  }
}
