package com.plurence.gateway.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All endpoints of one listener, by path in the order they were offered. */
final class EndpointTable {
  private final Map<String, List<Endpoint>> byPath = new LinkedHashMap<>();

  EndpointTable(List<Endpoint> endpoints) {
    endpoints.forEach(this::add);
  }

  private void add(Endpoint endpoint) {
    List<Endpoint> siblings = byPath.computeIfAbsent(endpoint.path(), path -> new ArrayList<>());
    if (siblings.stream().anyMatch(sibling -> sibling.method().equals(endpoint.method()))) {
      throw new IllegalArgumentException(
          "two endpoints for " + endpoint.method() + " " + endpoint.path());
    }
    siblings.add(endpoint);
  }

  Map<String, List<Endpoint>> byPath() {
    return byPath;
  }

  /** The value of {@code Allow} for a path of the table. */
  String allow(String path) {
    TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
    for (Endpoint endpoint : byPath.getOrDefault(path, List.of())) {
      methods.add(endpoint.method().name());
      if (endpoint.method().equals(HttpMethod.GET)) {
        methods.add("HEAD");
      }
    }
    return String.join(", ", methods);
  }
}
