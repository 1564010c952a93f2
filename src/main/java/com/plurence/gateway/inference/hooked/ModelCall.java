package com.plurence.gateway.inference.hooked;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.inference.request.RequestBody;
import com.plurence.gateway.inference.request.ScannedRequest;
import com.plurence.gateway.upstream.RequestHeaders;
import java.util.Optional;

/**
 * What a model is asked: by the client or, from then on, by the last hook that has changed it.
 *
 * @param scanned what is in exactly this body
 * @param headers of which those pass to a provider that may
 * @param target the only target to ask
 */
public record ModelCall(
    ScannedRequest scanned, RequestBody body, RequestHeaders headers, Optional<String> target) {

  /** What the client asks. */
  public static ModelCall of(ScannedRequest scanned, RequestBody body, RequestHeaders headers) {
    return new ModelCall(scanned, body, headers, Optional.empty());
  }

  /** {@code route}, or the part of it that a hook has picked. */
  public Route narrow(Route route) {
    return target.flatMap(route::only).orElse(route);
  }
}
