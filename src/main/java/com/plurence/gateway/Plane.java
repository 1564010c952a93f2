package com.plurence.gateway;

import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.record.RequestRecord;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One side of the gateway, as its listener sees it. */
interface Plane {
  /** The name of the listener, in the configuration and in what is logged and measured. */
  String listener();

  /** What it offers on the event loop of {@code edge}; called on that loop. */
  List<Endpoint> endpoints(EndpointContext edge);

  /** The bytes that its requests and their responses may hold. */
  ByteBudget budget();

  /**
   * Is told of each request when nothing more will be spent on it, before its last byte is handed
   * over; on the request's event loop.
   */
  default Consumer<RequestRecord> accountant() {
    return record -> {};
  }

  /** Is told of each request when it is over, on the request's event loop. */
  Consumer<RequestRecord> finished();

  /** The pages of which origins may call it. */
  default CorsConfig cors() {
    return CorsConfig.OFF;
  }

  /** Where a page of the gateway itself lives that may call it, once that is open. */
  default Optional<URI> explorer() {
    return Optional.empty();
  }
}
