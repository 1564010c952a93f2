package com.plurence.gateway.dialect;

/**
 * What applications can ask of a model, in whatever dialect they ask: one row for each kind of
 * request, which says what counts as a response. All rows go the same way.
 */
public enum Operation {
  CHAT("chat", ResponseForm.CHOICES),
  /** The Messages API, which OpenTelemetry takes for chat as well. */
  MESSAGES("chat", ResponseForm.MESSAGE),
  COUNT_TOKENS("count_tokens", ResponseForm.COUNT),
  COMPLETION("text_completion", ResponseForm.CHOICES),
  RESPONSE("response", ResponseForm.RESPONSE),
  EMBEDDINGS("embeddings", ResponseForm.DATA),
  RERANK("rerank", ResponseForm.RESULTS),
  MODERATION("moderation", ResponseForm.RESULTS),
  IMAGE_GENERATION("image_generation", ResponseForm.PICTURES),
  IMAGE_EDIT("image_edit", ResponseForm.PICTURES),
  IMAGE_VARIATION("image_variation", ResponseForm.PICTURES),
  SPEECH("speech", ResponseForm.MEDIA),
  TRANSCRIPTION("transcription", ResponseForm.MEDIA),
  TRANSLATION("translation", ResponseForm.MEDIA);

  private final String label;
  private final ResponseForm response;

  Operation(String label, ResponseForm response) {
    this.label = label;
    this.response = response;
  }

  /** The value of {@code gen_ai.operation.name}, as OpenTelemetry has it where it has one. */
  public String label() {
    return label;
  }

  /** Whether a request may bring files, as {@code multipart/form-data}. */
  public boolean takesFiles() {
    return switch (this) {
      case IMAGE_EDIT, IMAGE_VARIATION, TRANSCRIPTION, TRANSLATION -> true;
      default -> false;
    };
  }

  /** What counts as a response. */
  public ResponseForm response() {
    return response;
  }
}
