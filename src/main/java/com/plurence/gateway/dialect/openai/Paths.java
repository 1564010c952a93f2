package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.Operation;

/** Where the OpenAI API has its operations. */
final class Paths {
  private Paths() {}

  /** Whether the OpenAI API has {@code operation}. */
  static boolean has(Operation operation) {
    return operation != Operation.MESSAGES && operation != Operation.COUNT_TOKENS;
  }

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
      case MESSAGES, COUNT_TOKENS ->
          throw new IllegalArgumentException("not of this dialect: " + operation);
    };
  }
}
