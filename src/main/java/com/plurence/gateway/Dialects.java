package com.plurence.gateway;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ClientDialects;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.anthropic.AnthropicClient;
import com.plurence.gateway.dialect.anthropic.AnthropicProvider;
import com.plurence.gateway.dialect.google.GoogleProvider;
import com.plurence.gateway.dialect.openai.OpenAiClient;
import com.plurence.gateway.dialect.openai.OpenAiProvider;
import com.plurence.gateway.dialect.openai.ResponsesClient;
import java.util.List;

/** Who speaks which dialect: the one place that knows what dialects there are. */
final class Dialects {
  /** What applications speak. */
  static final ClientDialects CLIENTS =
      new ClientDialects(new OpenAiClient(), List.of(new AnthropicClient(), new ResponsesClient()));

  /** In which everybody else is told of failures. */
  static final ClientDialects USUAL = ClientDialects.of(CLIENTS.usual());

  private static final ProviderDialect OPENAI = new OpenAiProvider();
  private static final ProviderDialect ANTHROPIC = new AnthropicProvider();
  private static final ProviderDialect GOOGLE = new GoogleProvider();

  /** Who carries what one speaks to the other. */
  static final DialectTranslations TRANSLATIONS = new DialectTranslations();

  private Dialects() {}

  /** What providers of that kind speak. */
  static ProviderDialect of(ProviderConfig.Kind kind) {
    return switch (kind) {
      case ANTHROPIC -> ANTHROPIC;
      case GOOGLE -> GOOGLE;
      case DEMO, OPENAI, VERTICLE -> OPENAI;
    };
  }
}
