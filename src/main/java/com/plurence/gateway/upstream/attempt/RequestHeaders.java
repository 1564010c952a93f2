package com.plurence.gateway.upstream.attempt;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/**
 * The headers that a request to a provider is made from. Immutable as long as nobody changes the
 * maps.
 *
 * @param requestId the gateway's own id of the request
 * @param client what the client sent, of which {@link ForwardedHeaders} lets pass what a provider
 *     may see
 * @param added what extensions have set, which passes but for what belongs to one connection and
 *     for credentials
 */
public record RequestHeaders(String requestId, MultiMap client, MultiMap added) {
  private static final MultiMap NONE = MultiMap.caseInsensitiveMultiMap();

  /** The headers of a request that no extension has touched. */
  public static RequestHeaders of(String requestId, MultiMap client) {
    return new RequestHeaders(requestId, client, NONE);
  }

  /**
   * These with some changed by an extension.
   *
   * @param changes by name; an empty value removes
   */
  public RequestHeaders changed(Map<String, Optional<String>> changes) {
    MultiMap kept = HttpHeaders.headers().addAll(client);
    MultiMap more = HttpHeaders.headers().addAll(added);
    changes.forEach(
        (name, value) -> {
          kept.remove(name);
          more.remove(name);
          value.ifPresent(set -> more.set(name, set));
        });
    return new RequestHeaders(requestId, kept, more);
  }

  /** What the client sent, as extensions have changed it so far. */
  public MultiMap all() {
    return added.isEmpty() ? client : HttpHeaders.headers().addAll(client).addAll(added);
  }
}
