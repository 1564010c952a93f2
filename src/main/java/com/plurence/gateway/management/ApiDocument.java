package com.plurence.gateway.management;

import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Answers;
import com.plurence.gateway.http.Endpoint;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The OpenAPI document of both APIs, and {@code GET /v1/openapi.json}, which serves it. */
public final class ApiDocument {
  private static final String RESOURCE = "/openapi/openapi.json";

  private final Buffer json;

  private ApiDocument(Buffer json) {
    this.json = json;
  }

  /** Reads the document; blocks, so to be done once and before anything is served. */
  public static ApiDocument load() {
    try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the document is missing from the class path");
      }
      return new ApiDocument(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document itself. */
  public Buffer json() {
    return json.copy();
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/openapi.json", Access.ANYONE, ctx -> Answers.bytes(ctx, 200, json)));
  }
}
