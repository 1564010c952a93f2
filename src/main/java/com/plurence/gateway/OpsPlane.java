package com.plurence.gateway;

import com.plurence.gateway.audit.AuditKeeper;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.MetricsEndpoints;
import com.plurence.gateway.http.exchange.RequestMetrics;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.observability.Readiness;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.overload.Overload;
import com.plurence.gateway.overload.Priority;
import com.plurence.gateway.overload.ShedReason;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.server.Listeners;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.upstream.UpstreamClient;
import com.plurence.gateway.upstream.UpstreamClients;
import com.plurence.gateway.usage.shipping.UsageKeeper;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the operator looks at: metrics, and whether this gateway is ready. Safe on any thread. */
final class OpsPlane implements Plane {
  private final Metrics metrics = new Metrics();
  private final Readiness readiness = new Readiness();
  private final ByteBudget budget;

  /** Not ready until {@link #listening} says so. */
  OpsPlane(ByteBudget budget) {
    this.budget = budget;
    listening(false);
  }

  /** Whether every listener accepts and goes on doing so. */
  void listening(boolean accepting) {
    readiness.report("listeners", accepting);
  }

  /** Shows whether the store can be reached, and is ready only then. */
  void show(Database store) {
    store.onReachability(reachable -> readiness.reachable("store", reachable));
    metrics.gauge(
        "plurence.store.reachable",
        "Whether the store answered when it was last asked: 1 or 0",
        Map.of(),
        store,
        database -> database.reachable() ? 1 : 0);
  }

  /** Shows what the event loops have open and pending, all together. */
  void show(UpstreamClients upstreams, PerLoop<LoopTimers> timers) {
    metrics.gauge(
        "plurence.upstream.connections.open",
        "Connections to providers, in use or kept for the next request",
        Map.of(),
        upstreams,
        clients -> clients.all().stream().mapToInt(UpstreamClient::connections).sum());
    metrics.gauge(
        "plurence.timers.pending",
        "Time-outs that wait on all event loops",
        Map.of(),
        timers,
        loops -> loops.all().stream().mapToInt(LoopTimers::pending).sum());
  }

  /** Shows how much the data plane has taken on, and what it refused. */
  void show(Overload overload) {
    metrics.gauge(
        "plurence.overload.held",
        "Bytes of bodies and whole answers that are held",
        Map.of(),
        overload.bytes(),
        ByteBudget::held);
    metrics.gauge(
        "plurence.overload.limit",
        "Bytes of bodies and whole answers that may be held",
        Map.of(),
        overload.bytes(),
        ByteBudget::limit);
    metrics.gauge(
        "plurence.overload.in_flight",
        "Requests to models in flight",
        Map.of(),
        overload,
        Overload::inFlight);
    metrics.gauge(
        "plurence.loop.delay.seconds",
        "By how much the event loop that is furthest behind was so all through a tenth of a second",
        Map.of(),
        overload,
        Overload::delay);
    for (ShedReason reason : ShedReason.values()) {
      for (Priority priority : Priority.values()) {
        metrics.counter(
            "plurence.overload.shed",
            "Requests that were told to come back, since there was too much of everything",
            Map.of("reason", reason.label(), "priority", priority.label()),
            overload.shed(),
            shed -> shed.sum(reason, priority));
      }
    }
  }

  /** Shows what is known of requests and not in the store. */
  void show(UsageKeeper usage) {
    metrics.gauge(
        "plurence.spool.bytes",
        "Bytes of usage records and events that the store does not have yet",
        Map.of(),
        usage,
        UsageKeeper::waiting);
    metrics.counter(
        "plurence.usage.folded",
        "Requests of which there are only sums, as the spool had no room",
        Map.of(),
        usage,
        UsageKeeper::folded);
  }

  /** Shows what is known of what became of requests, and is lost. */
  void show(AuditKeeper audit) {
    metrics.counter(
        "plurence.audit.dropped",
        "What was given up of audit events, as the store was away for too long",
        Map.of("what", "events"),
        audit,
        AuditKeeper::dropped);
    metrics.counter(
        "plurence.audit.dropped",
        "What was given up of audit events, as the store was away for too long",
        Map.of("what", "bodies"),
        audit,
        keeper -> keeper.copying().dropped());
  }

  Metrics metrics() {
    return metrics;
  }

  Readiness readiness() {
    return readiness;
  }

  @Override
  public String listener() {
    return Listeners.OPS;
  }

  @Override
  public List<Endpoint> endpoints(EndpointContext edge) {
    return new MetricsEndpoints(metrics).endpoints();
  }

  @Override
  public ByteBudget budget() {
    return budget;
  }

  @Override
  public Consumer<RequestRecord> finished() {
    return new RequestMetrics(metrics, listener());
  }

  /** Lets go of what the metrics hold. */
  void close() {
    metrics.close();
  }
}
