package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;

/** Providers that speak as the OpenAI API does. */
public final class OpenAiProvider implements ProviderDialect {
  @Override
  public String path(Operation operation) {
    return Paths.of(operation);
  }
}
