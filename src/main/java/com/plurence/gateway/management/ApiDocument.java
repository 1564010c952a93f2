package com.plurence.gateway.management;

import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.Responses;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document of both APIs, and {@code GET /v1/openapi.json}, which serves it. */
public final class ApiDocument {
  private static final String RESOURCE = "/openapi/openapi.json";

  /** Where the document says that the gateway listener is, until that is known. */
  private static final String USUAL_GATEWAY = "http://localhost:8080";

  private final String text;
  private final Supplier<Optional<URI>> gateway;
  private volatile @Nullable Buffer json;

  private ApiDocument(String text, Supplier<Optional<URI>> gateway) {
    this.text = text;
    this.gateway = gateway;
  }

  /**
   * Reads the document; blocks, so to be done once and before anything is served.
   *
   * @param gateway the listener for applications, once it is open
   */
  public static ApiDocument load(Supplier<Optional<URI>> gateway) {
    try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the document is missing from the class path");
      }
      return new ApiDocument(new String(in.readAllBytes(), StandardCharsets.UTF_8), gateway);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/openapi.json", Access.ANYONE, this::show));
  }

  private void show(RoutingContext ctx) {
    Buffer known = json;
    if (known == null) {
      known = Buffer.buffer(placed());
      json = gateway.get().isPresent() ? known : null;
    }
    Responses.bytes(ctx, 200, known);
  }

  /** The address that a listener is bound to may be none that can be called, such as 0.0.0.0. */
  private String placed() {
    return gateway
        .get()
        .map(place -> "%s://localhost:%d".formatted(place.getScheme(), place.getPort()))
        .map(place -> text.replace(USUAL_GATEWAY, place))
        .orElse(text);
  }
}
