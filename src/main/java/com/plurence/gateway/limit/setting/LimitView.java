package com.plurence.gateway.limit.setting;

import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limits;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.overload.Priority;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the limits of one account, project or API key come to, for people. */
final class LimitView {
  private final String accountId;
  private final LimitOwner owner;
  private final OwnLimits own;
  private final LimitsConfig defaults;

  LimitView(String accountId, LimitSetting setting, LimitsConfig defaults) {
    this.accountId = accountId;
    this.owner = setting.owner();
    this.own = setting.limits();
    this.defaults = defaults;
  }

  /** What it has of its own. */
  JsonObject own() {
    return LimitJson.write(own);
  }

  /** What holds. */
  JsonObject effective() {
    JsonObject json = LimitJson.write(limits());
    switch (owner.kind()) {
      case PROJECT -> {
        JsonObject models = new JsonObject();
        models().forEach((name, limits) -> models.put(name, LimitJson.write(limits)));
        json.put(LimitJson.MODELS, models)
            .put(LimitJson.RESERVE, own.reserve().orElse(defaults.reserve()).label());
      }
      case KEY -> json.put(LimitJson.PRIORITY, own.priority().orElse(Priority.NORMAL).label());
      default -> {}
    }
    return json;
  }

  private Limits limits() {
    return own.over(
        switch (owner.kind()) {
          case ACCOUNT -> defaults.account();
          case PROJECT -> defaults.project();
          default -> defaults.key();
        });
  }

  /** By name; those that are not limited are not there. */
  private Map<String, Limits> models() {
    Map<String, Limits> models = new TreeMap<>();
    if (owner.kind() == Scope.Kind.PROJECT) {
      limitedModels(own, defaults)
          .forEach(
              name -> {
                Limits limits = own.over(defaults, name);
                if (!limits.most().isEmpty()) {
                  models.put(name, limits);
                }
              });
    }
    return models;
  }

  /** The models of which something is said in a project that has {@code own}. */
  static Set<String> limitedModels(OwnLimits own, LimitsConfig defaults) {
    Set<String> names = new TreeSet<>(defaults.models().keySet());
    names.addAll(own.models().keySet());
    return names;
  }

  /** All limits that it has. */
  LimitSet set() {
    List<Bound> bounds = new ArrayList<>();
    LimitSets.add(bounds, new Scope(owner.kind(), accountId, owner.id(), ""), limits());
    models()
        .forEach(
            (name, limits) ->
                LimitSets.add(bounds, Scope.model(accountId, owner.id(), name), limits));
    return new LimitSet(accountId, bounds);
  }

  /** What has limits of it. */
  Set<Scope> limitedScopes() {
    return set().bounds().stream().map(Bound::scope).collect(Collectors.toSet());
  }

  /** Whatever is counted for it, whether it is limited or not. */
  List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope(owner.kind(), accountId, owner.id(), ""));
    if (owner.kind() == Scope.Kind.PROJECT) {
      limitedModels(own, defaults)
          .forEach(name -> scopes.add(Scope.model(accountId, owner.id(), name)));
    }
    return scopes;
  }
}
