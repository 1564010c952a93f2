package com.plurence.gateway;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.openai.OpenAiClient;
import com.plurence.gateway.dialect.openai.OpenAiProvider;

/** Who speaks which dialect: the one place that knows what dialects there are. */
final class Dialects {
  /** What applications speak at the endpoints of the OpenAI API. */
  static final ClientDialect OPENAI_CLIENT = new OpenAiClient();

  private static final ProviderDialect OPENAI = new OpenAiProvider();

  private Dialects() {}

  /** What providers of that kind speak. */
  static ProviderDialect of(ProviderConfig.Kind kind) {
    return switch (kind) {
      case DEMO, OPENAI, ANTHROPIC, GOOGLE, VERTICLE -> OPENAI;
    };
  }
}
