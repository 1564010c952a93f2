package com.plurence.gateway.testing;

import com.plurence.gateway.demo.DemoOptions;
import com.plurence.gateway.demo.DemoProvider;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Demo providers by name, each started when it is first asked for. */
final class DemoProviders {
  private static final Pattern PLACE = Pattern.compile("demo(-tls)?://(\\w+)");

  private final Vertx vertx;
  private final Map<String, DemoProvider> started = new ConcurrentHashMap<>();

  DemoProviders(Vertx vertx) {
    this.vertx = vertx;
  }

  DemoProvider named(String name) {
    return started.computeIfAbsent(name, this::start);
  }

  private DemoProvider start(String name) {
    DemoOptions options = new DemoOptions(name, 0, 2, 4096, Optional.empty());
    return Outcome.done(DemoProvider.start(vertx, options));
  }

  /**
   * Puts base URLs in the place of {@code demo://name}; {@code demo-tls://name} becomes one that
   * speaks of TLS, which no demo provider does.
   */
  String locate(String yaml) {
    return PLACE
        .matcher(yaml)
        .replaceAll(
            found -> {
              String url = named(found.group(2)).baseUrl();
              return found.group(1) == null ? url : url.replace("http:", "https:");
            });
  }
}
