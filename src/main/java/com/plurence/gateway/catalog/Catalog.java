package com.plurence.gateway.catalog;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.price.PriceList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models on offer, as one configuration names them. Immutable; safe on any thread. */
public final class Catalog {
  private final Map<String, Route> routes;

  /** The one that determines most of a name in front. */
  private final List<Pattern> patterns;

  private Catalog(Map<String, Route> routes) {
    this.routes = Collections.unmodifiableMap(routes);
    this.patterns =
        routes.values().stream()
            .flatMap(
                route -> ModelPattern.of(route.model()).map(p -> new Pattern(p, route)).stream())
            .sorted(
                Comparator.comparingInt((Pattern pattern) -> pattern.names().length()).reversed())
            .toList();
  }

  private record Pattern(ModelPattern names, Route route) {}

  /**
   * The catalogue of a configuration that has been checked.
   *
   * @throws IllegalArgumentException when a target names a provider that is not configured
   */
  public static Catalog from(GatewayConfig config) {
    return of(config.providers(), config.models(), config.prices());
  }

  /**
   * The catalogue of these models.
   *
   * @param providers by the name that targets refer to
   * @param models by the name that clients send, in the order of the file
   * @param prices by what they are looked up with
   * @throws IllegalArgumentException when a target names none of the providers
   */
  public static Catalog of(
      Map<String, ProviderConfig> providers,
      Map<String, ModelConfig> models,
      Map<String, PriceList> prices) {
    Map<String, Route> routes = new LinkedHashMap<>();
    models.forEach((name, model) -> routes.put(name, route(name, model, providers, prices)));
    return new Catalog(routes);
  }

  private static Route route(
      String name,
      ModelConfig model,
      Map<String, ProviderConfig> providers,
      Map<String, PriceList> prices) {
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
              target.traits().demo().map(provider::speaking).orElse(provider),
              upstreamModel,
              ModelPattern.of(upstreamModel).flatMap(template -> ModelPattern.of(name)),
              target.weight(),
              target.priority(),
              target.traits(),
              new TargetPrices(target.price(), prices),
              target.upstream()));
    }
    return Route.of(name, targets);
  }

  /** The route of exactly this name, else of the longest pattern that matches it. */
  public Optional<Route> route(String model) {
    Route exact = routes.get(model);
    if (exact != null || patterns.isEmpty() || isDots(model)) {
      return Optional.ofNullable(exact);
    }
    return patterns.stream()
        .filter(pattern -> pattern.names().matches(model))
        .findFirst()
        .map(Pattern::route);
  }

  /** Such a name would be a step in the path of an address that holds the model. */
  private static boolean isDots(String model) {
    return model.equals(".") || model.equals("..");
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
