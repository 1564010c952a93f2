package com.plurence.gateway;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.upstream.Routing;
import com.plurence.gateway.upstream.TargetGauges;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The models on offer, replaced as a whole when the configuration changes, and the demo providers
 * behind some of them.
 */
final class Models {
  private final Vertx vertx;
  private final TargetGauges gauges;
  private final Map<String, DemoProvider> demos = new ConcurrentHashMap<>();
  private final AtomicReference<Routing> routing =
      new AtomicReference<>(
          Routing.begin(Catalog.of(Map.of(), Map.of(), Map.of()), System.nanoTime()));

  Models(Vertx vertx, Metrics metrics) {
    this.vertx = vertx;
    this.gauges = new TargetGauges(metrics, this::routing);
  }

  Routing routing() {
    return Objects.requireNonNull(routing.get());
  }

  Catalog catalog() {
    return routing().catalog();
  }

  /** What {@code config} names, with its demo providers started; nothing is offered yet. */
  Future<Catalog> prepare(GatewayConfig config) {
    Map<String, ProviderConfig> providers = new LinkedHashMap<>();
    Future<Void> located = Future.succeededFuture();
    for (ProviderConfig provider : config.providers().values()) {
      located =
          located
              .compose(ok -> locate(provider))
              .map(found -> providers.put(found.name(), found))
              .mapEmpty();
    }
    return located.map(ok -> Catalog.of(providers, config.models(), config.prices()));
  }

  /** Offers this from now on; what is in flight ends on what it began with. */
  Routing offer(Catalog catalog) {
    Routing next = routing.updateAndGet(current -> current.next(catalog, System.nanoTime()));
    gauges.follow();
    return next;
  }

  /** The demo provider is a server of this process, which is started when it is first named. */
  private Future<ProviderConfig> locate(ProviderConfig provider) {
    if (provider.kind() != ProviderConfig.Kind.DEMO) {
      return Future.succeededFuture(provider);
    }
    DemoProvider running = demos.get(provider.name());
    Future<DemoProvider> demo =
        running == null
            ? DemoProvider.start(vertx, provider.name(), 0).map(this::remember)
            : Future.succeededFuture(running);
    return demo.map(started -> provider.at(BaseUrl.parse(started.baseUrl()).orElseThrow()));
  }

  private DemoProvider remember(DemoProvider demo) {
    demos.put(demo.name(), demo);
    return demo;
  }

  /** The demo provider of that name, for tests that script it. */
  DemoProvider demo(String name) {
    return Objects.requireNonNull(demos.get(name), "no such demo provider");
  }
}
