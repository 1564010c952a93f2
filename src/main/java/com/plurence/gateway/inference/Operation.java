package com.plurence.gateway.inference;

import com.plurence.gateway.inference.request.RequestScan;

/** What applications can ask of a model. */
enum Operation {
  CHAT("chat", "/chat/completions"),
  EMBEDDINGS("embeddings", "/embeddings");

  private final String label;
  private final String path;

  Operation(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** The value of {@code gen_ai.operation.name} (OpenTelemetry GenAI conventions). */
  String label() {
    return label;
  }

  /** Below {@code /v1} here, and below the base URL of a provider. */
  String path() {
    return path;
  }

  RequestScan scan(int maxDepth) {
    return switch (this) {
      case CHAT -> RequestScan.ofChat(maxDepth);
      case EMBEDDINGS -> RequestScan.ofEmbeddings(maxDepth);
    };
  }
}
