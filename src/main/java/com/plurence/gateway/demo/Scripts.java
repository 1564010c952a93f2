package com.plurence.gateway.demo;

import com.plurence.gateway.demo.script.DemoScript;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the script of each request. Thread-safe. */
final class Scripts {
  private static final int MOST_IDS = 10_000;

  private final String provider;
  private final Map<String, Integer> turns = new LinkedHashMap<>();
  private volatile Optional<DemoScript> usual = Optional.empty();

  Scripts(String provider) {
    this.provider = provider;
  }

  /** The script of requests without one, counted from the beginning. */
  void usual(DemoScript script) {
    synchronized (turns) {
      turns.clear();
    }
    usual = script.equals(DemoScript.NORMAL) ? Optional.empty() : Optional.of(script);
  }

  /** The script to obey; empty is a normal answer. */
  Optional<DemoScript> of(MultiMap headers) {
    Optional<DemoScript> script =
        DemoScript.isIn(headers) ? Optional.of(DemoScript.of(headers)) : usual;
    return script.isEmpty() ? script : script.filter(this::applies);
  }

  private boolean applies(DemoScript script) {
    DemoScript.Scope scope = script.scope();
    return (scope.providers().isEmpty() || scope.providers().contains(provider))
        && (scope.times().isEmpty() || turn(scope.id()) <= scope.times().getAsInt());
  }

  private int turn(String id) {
    synchronized (turns) {
      if (turns.size() >= MOST_IDS) {
        turns.remove(turns.keySet().iterator().next());
      }
      return turns.merge(id, 1, Integer::sum);
    }
  }
}
