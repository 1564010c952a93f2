package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.Operation;

/** Where the OpenAI API has its operations. */
final class Paths {
  private Paths() {}

  /** Below {@code /v1} of the gateway, and below the base URL of a provider. */
  static String of(Operation operation) {
    return switch (operation) {
      case CHAT -> "/chat/completions";
      case COMPLETION -> "/completions";
      case RESPONSE -> "/responses";
      case EMBEDDINGS -> "/embeddings";
      case RERANK -> "/rerank";
      case MODERATION -> "/moderations";
      case IMAGE_GENERATION -> "/images/generations";
      case IMAGE_EDIT -> "/images/edits";
      case IMAGE_VARIATION -> "/images/variations";
      case SPEECH -> "/audio/speech";
      case TRANSCRIPTION -> "/audio/transcriptions";
      case TRANSLATION -> "/audio/translations";
    };
  }
}
