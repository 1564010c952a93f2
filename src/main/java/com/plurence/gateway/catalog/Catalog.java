package com.plurence.gateway.catalog;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.ModelConfig;
import com.plurence.gateway.config.ModelConfig.TargetConfig;
import com.plurence.gateway.config.ProviderConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models on offer, as one configuration names them. Immutable; safe on any thread. */
public final class Catalog {
  private final Map<String, Route> routes;

  private Catalog(Map<String, Route> routes) {
    this.routes = Collections.unmodifiableMap(routes);
  }

  /**
   * The catalogue of a configuration that has been checked.
   *
   * @throws IllegalArgumentException when a target names a provider that is not configured
   */
  public static Catalog from(GatewayConfig config) {
    return of(config.providers(), config.models());
  }

  /**
   * The catalogue of these models.
   *
   * @param providers by the name that targets refer to
   * @param models by the name that clients send, in the order of the file
   * @throws IllegalArgumentException when a target names none of the providers
   */
  public static Catalog of(Map<String, ProviderConfig> providers, Map<String, ModelConfig> models) {
    Map<String, Route> routes = new LinkedHashMap<>();
    models.forEach((name, model) -> routes.put(name, route(name, model, providers)));
    return new Catalog(routes);
  }

  private static Route route(
      String name, ModelConfig model, Map<String, ProviderConfig> providers) {
    Map<String, Integer> seen = new HashMap<>();
    List<Target> targets = new ArrayList<>();
    for (TargetConfig target : model.targets()) {
      ProviderConfig provider = providers.get(target.provider());
      if (provider == null) {
        throw new IllegalArgumentException(
            "model '%s' names provider '%s', which is not configured"
                .formatted(name, target.provider()));
      }
      String upstreamModel = target.model().orElse(name);
      String id = provider.name() + "/" + upstreamModel;
      int nth = seen.merge(id, 1, Integer::sum);
      targets.add(
          new Target(
              nth == 1 ? id : id + "#" + nth,
              provider,
              upstreamModel,
              target.weight(),
              target.priority(),
              target.upstream()));
    }
    return Route.of(name, targets);
  }

  /** The route of exactly this name. */
  public Optional<Route> route(String model) {
    return Optional.ofNullable(routes.get(model));
  }

  /** Every route, in the order of the file. */
  public Collection<Route> routes() {
    return routes.values();
  }

  /** Every model name, in the order of the file. */
  public List<String> models() {
    return List.copyOf(routes.keySet());
  }
}
