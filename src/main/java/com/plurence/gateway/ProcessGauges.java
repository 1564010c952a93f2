package com.plurence.gateway;

import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.upstream.UpstreamClient;
import com.plurence.gateway.upstream.UpstreamClients;
import java.util.Map;

/** Shows in the metrics what the whole process holds, over all event loops. */
final class ProcessGauges {
  private final Metrics metrics;

  ProcessGauges(Metrics metrics) {
    this.metrics = metrics;
  }

  void show(UpstreamClients upstreams, PerLoop<LoopTimers> timers, ByteBudget budget) {
    metrics.gauge(
        "plurence.upstream.connections.open",
        "Connections to providers, in use or kept for the next request",
        Map.of(),
        upstreams,
        loops -> loops.all().stream().mapToInt(UpstreamClient::connections).sum());
    metrics.gauge(
        "plurence.timers.pending",
        "Time-outs that wait on all event loops",
        Map.of(),
        timers,
        loops -> loops.all().stream().mapToInt(LoopTimers::pending).sum());
    metrics.gauge(
        "plurence.overload.held",
        "Bytes of bodies and whole answers that are held",
        Map.of(),
        budget,
        ByteBudget::held);
    metrics.gauge(
        "plurence.overload.limit",
        "Bytes of bodies and whole answers that may be held",
        Map.of(),
        budget,
        ByteBudget::limit);
    metrics.counter(
        "plurence.overload.shed",
        "Requests that were refused to keep the process alive",
        Map.of("reason", "buffered", "priority", "normal"),
        budget,
        ByteBudget::shed);
  }
}
