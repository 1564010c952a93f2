package com.plurence.gateway.http.exchange;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.logging.Fields;
import com.plurence.gateway.logging.FrequentLog;
import com.plurence.gateway.record.Accounting;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RefusedBy;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.Spending;
import com.plurence.gateway.record.TokenUsage;
import com.plurence.gateway.timing.LoopTimers;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line a request, when its response is complete or its client has left: at INFO, and at DEBUG
 * if it was a probe. Of one event loop.
 */
public final class AccessLog implements Consumer<RequestRecord> {
  private static final String LOGGER = "access";
  private static final String MESSAGE = "request";
  private static final String ATTRIBUTE = "ext.";
  private static final String TAG = "tags.";
  private static final double NANOS_PER_MILLI = 1e6;

  /** What monitors ask every few seconds, on any listener, and nobody wants to read of. */
  private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/metrics");

  private final FrequentLog log;

  public AccessLog(LoopTimers timers) {
    this.log = new FrequentLog(LOGGER, MESSAGE, timers::after);
  }

  @Override
  public void accept(RequestRecord request) {
    Level level = PROBES.contains(request.route()) ? Level.DEBUG : Level.INFO;
    if (log.isEnabled(level)) {
      log.log(level, line -> describe(request, line));
    }
  }

  private static void describe(RequestRecord request, Fields line) {
    @Nullable CallerFacts caller = request.caller();
    if (caller != null && caller.isForgotten()) {
      describeForgotten(request, line);
      return;
    }
    line.add("request_id", request.requestId());
    line.add("address", request.address().toString());
    line.add("method", request.method());
    line.add("route", request.route());
    line.add("status", request.status());
    @Nullable ErrorKind error = request.error();
    if (error != null) {
      line.add("error_id", error.id());
    }
    if (hasLeft(request)) {
      line.add("outcome", "client_disconnect");
    } else if (request.lifecycle() == Lifecycle.ABORTED) {
      line.add("outcome", "aborted");
    }
    @Nullable RefusedBy limit = request.refusedBy();
    if (limit != null) {
      line.add("limit", limit.scope());
      line.add("dimension", limit.dimension());
    }
    describeCaller(request.caller(), line);
    describeModel(request, line);
    line.add("bytes_in", request.bytesIn());
    line.add("bytes_out", request.bytesOut());
    line.add("duration_ms", request.nanos() / NANOS_PER_MILLI);
    if (request.firstByteNanos() != 0) {
      line.add("first_byte_ms", request.firstByteNanos() / NANOS_PER_MILLI);
    } else if (!hasLeft(request)) {
      // A response of the gateway's own leaves whole.
      line.add("first_byte_ms", request.nanos() / NANOS_PER_MILLI);
    }
  }

  /** Of a project that is to leave no trace: enough to see that the gateway works. */
  private static void describeForgotten(RequestRecord request, Fields line) {
    line.add("request_id", request.requestId());
    line.add("route", request.route());
    line.add("status", request.status());
    @Nullable ErrorKind error = request.error();
    if (error != null) {
      line.add("error_id", error.id());
    }
    line.add("duration_ms", request.nanos() / NANOS_PER_MILLI);
    if (request.firstByteNanos() != 0) {
      line.add("first_byte_ms", request.firstByteNanos() / NANOS_PER_MILLI);
    }
  }

  private static boolean hasLeft(RequestRecord request) {
    return request.lifecycle() == Lifecycle.CLIENT_LEFT;
  }

  private static void describeCaller(@Nullable CallerFacts caller, Fields line) {
    if (caller != null) {
      add(line, "key", caller.credential());
      add(line, "project", caller.project());
      add(line, "account", caller.account());
      add(line, "principal", caller.principal());
    }
  }

  private static void describeModel(RequestRecord request, Fields line) {
    add(line, "model", request.model());
    add(line, "operation", request.operation());
    request.attributes().forEach((name, value) -> line.add(ATTRIBUTE + name, value));
    add(line, "model_pattern", request.modelPattern());
    add(line, "target", request.target());
    AttemptLog attempts = request.attempts();
    if (attempts.isUnavailable() || !attempts.isEmpty()) {
      line.add("attempts", attempts.toString());
    }
    @Nullable TokenUsage usage = request.usage();
    if (usage != null) {
      line.add("input_tokens", usage.input());
      line.add("output_tokens", usage.output());
    }
    add(line, "finish_reason", request.finishReason());
    describeAccount(request, line);
  }

  private static void describeAccount(RequestRecord request, Fields line) {
    request.attribution().tags().forEach((key, value) -> line.add(TAG + key, value));
    add(line, "trace_id", request.attribution().traceId());
    if (request.accounting() == Accounting.NONE) {
      return;
    }
    Spending spending = request.spending();
    @Nullable Long cost = spending.costNanoUsd();
    if (cost != null) {
      line.add("cost_nano_usd", cost);
    }
    if (spending.estimated()) {
      line.add("estimated", true);
    }
    if (request.accounting() == Accounting.REPLAYED) {
      line.add("replayed", true);
    }
    if (request.attribution().isStreamed() && request.firstByteNanos() != 0) {
      line.add("ttft_ms", request.firstByteNanos() / NANOS_PER_MILLI);
    }
  }

  private static void add(Fields line, String name, @Nullable String value) {
    if (value != null) {
      line.add(name, value);
    }
  }

  /** The line of a response to what never became a request. */
  public static void unrouted(String requestId, IpAddress address, ErrorKind error) {
    LoggerFactory.getLogger(LOGGER)
        .atInfo()
        .addKeyValue("request_id", requestId)
        .addKeyValue("address", address)
        .addKeyValue("route", "unmatched")
        .addKeyValue("status", error.status())
        .addKeyValue("error_id", error.id())
        .log(MESSAGE);
  }

  /** Hands over the lines that are not yet written. */
  public void close() {
    log.close();
  }
}
