package com.plurence.gateway.dialect.google;

import com.plurence.gateway.dialect.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a model is called in a URL and in a request, and where it is asked. */
final class GoogleModels {
  private GoogleModels() {}

  /** The resource: {@code models/} is put before a name that has no collection. */
  static String resource(String model) {
    return model.indexOf('/') < 0 ? "models/" + model : model;
  }

  /** The path at which {@code model} is asked, below a base URL that ends in the API's version. */
  static String path(Operation operation, String model, boolean streamed) {
    String method =
        switch (operation) {
          case COUNT_TOKENS -> "countTokens";
          case EMBEDDINGS -> "batchEmbedContents";
          default -> streamed ? "streamGenerateContent?alt=sse" : "generateContent";
        };
    return "/" + encoded(resource(model)) + ":" + method;
  }

  /** Slashes stand for themselves, and so does what is usual in names. */
  private static String encoded(String resource) {
    return URLEncoder.encode(resource, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":")
        .replace("%40", "@");
  }
}
