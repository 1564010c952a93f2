package com.plurence.gateway.dialect.anthropic;

import com.plurence.gateway.dialect.Operation;

/** Where the API of Anthropic has its operations. */
final class AnthropicPaths {
  private AnthropicPaths() {}

  /** Below {@code /v1} of the gateway, and below the base URL of a provider. */
  static String of(Operation operation) {
    return switch (operation) {
      case MESSAGES -> "/messages";
      case COUNT_TOKENS -> "/messages/count_tokens";
      default -> throw new IllegalArgumentException("not of this dialect: " + operation);
    };
  }
}
