package com.plurence.gateway.http.exchange;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.TokenUsage;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts each request of one listener when it is over. */
public final class RequestMetrics implements Consumer<RequestRecord> {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Metrics metrics;
  private final String listener;

  public RequestMetrics(Metrics metrics, String listener) {
    this.metrics = metrics;
    this.listener = listener;
  }

  @Override
  public void accept(RequestRecord request) {
    @Nullable ErrorKind failure = request.error();
    @Nullable String error = failure == null ? null : failure.id();
    metrics.request(
        listener,
        METHODS.contains(request.method()) ? request.method() : "_OTHER",
        request.route(),
        request.status(),
        error,
        request.nanos());
    @Nullable String operation = request.operation();
    @Nullable String model = model(request);
    @Nullable String target = request.target();
    if (operation != null && model != null && target != null) {
      metrics.inference(operation, model, target, error, request.nanos(), request.firstByteNanos());
      @Nullable TokenUsage usage = request.usage();
      if (usage != null) {
        metrics.tokens(operation, model, target, usage.input(), usage.output());
      }
    }
  }

  /** Clients choose among the names that a pattern matches, so that there is no end of them. */
  private static @Nullable String model(RequestRecord request) {
    @Nullable String pattern = request.modelPattern();
    return pattern == null ? request.model() : pattern;
  }
}
