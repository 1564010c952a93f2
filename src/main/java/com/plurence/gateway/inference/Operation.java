package com.plurence.gateway.inference;

import com.plurence.gateway.dialect.ResponseForm;
import com.plurence.gateway.inference.request.RequestForm;

/**
 * What applications can ask of a model: one row for each path, which says what is read of a request
 * and what a response is. All rows go the same way.
 */
enum Operation {
  CHAT("chat", "/chat/completions", RequestForm.CHAT, ResponseForm.CHOICES),
  COMPLETION("text_completion", "/completions", RequestForm.COMPLETION, ResponseForm.CHOICES),
  RESPONSE("response", "/responses", RequestForm.RESPONSE, ResponseForm.RESPONSE),
  EMBEDDINGS("embeddings", "/embeddings", RequestForm.EMBEDDINGS, ResponseForm.DATA),
  RERANK("rerank", "/rerank", RequestForm.PASSED, ResponseForm.RESULTS),
  MODERATION("moderation", "/moderations", RequestForm.PASSED, ResponseForm.RESULTS),
  IMAGE_GENERATION(
      "image_generation", "/images/generations", RequestForm.PASSED, ResponseForm.PICTURES),
  IMAGE_EDIT("image_edit", "/images/edits", RequestForm.PASSED, ResponseForm.PICTURES),
  IMAGE_VARIATION(
      "image_variation", "/images/variations", RequestForm.PASSED, ResponseForm.PICTURES),
  SPEECH("speech", "/audio/speech", RequestForm.PASSED, ResponseForm.MEDIA),
  TRANSCRIPTION("transcription", "/audio/transcriptions", RequestForm.PASSED, ResponseForm.MEDIA),
  TRANSLATION("translation", "/audio/translations", RequestForm.PASSED, ResponseForm.MEDIA);

  private final String label;
  private final String path;
  private final RequestForm request;
  private final ResponseForm response;

  Operation(String label, String path, RequestForm request, ResponseForm response) {
    this.label = label;
    this.path = path;
    this.request = request;
    this.response = response;
  }

  /** The value of {@code gen_ai.operation.name}, as OpenTelemetry has it where it has one. */
  String label() {
    return label;
  }

  /** Below {@code /v1} here, and below the base URL of a provider. */
  String path() {
    return path;
  }

  /** The path here, by which a key may be limited to it. */
  String route() {
    return "/v1" + path;
  }

  /** What is read of a request, and what it must look like. */
  RequestForm request() {
    return request;
  }

  /** Whether a request may bring files, as {@code multipart/form-data}. */
  boolean takesFiles() {
    return switch (this) {
      case IMAGE_EDIT, IMAGE_VARIATION, TRANSCRIPTION, TRANSLATION -> true;
      default -> false;
    };
  }

  /** What counts as a response. */
  ResponseForm response() {
    return response;
  }
}
