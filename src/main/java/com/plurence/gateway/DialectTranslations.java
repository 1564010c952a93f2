package com.plurence.gateway;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.anthropic.AnthropicProviderTranslator;
import com.plurence.gateway.dialect.anthropic.MessagesClientTranslator;
import com.plurence.gateway.dialect.google.GoogleEmbeddings;
import com.plurence.gateway.dialect.google.GoogleProviderTranslator;
import com.plurence.gateway.dialect.google.GoogleTokenCount;
import com.plurence.gateway.dialect.openai.chat.ChatClientTranslator;
import com.plurence.gateway.dialect.openai.chat.ChatProviderTranslator;
import com.plurence.gateway.dialect.openai.embeddings.EmbeddingsTranslator;
import com.plurence.gateway.dialect.openai.responses.ResponsesClientTranslator;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.translation.call.EmbeddingsTranslation;
import com.plurence.gateway.dialect.translation.call.GuessedCount;
import com.plurence.gateway.dialect.translation.call.ModelTranslation;
import com.plurence.gateway.dialect.translation.call.TokenCountTranslation;
import com.plurence.gateway.dialect.translation.call.Translation;
import com.plurence.gateway.dialect.translation.call.Translations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which half of a translation goes with which, for every call and every kind of provider. */
final class DialectTranslations implements Translations {
  private static final ProviderTranslator CHAT = new ChatProviderTranslator();
  private static final ProviderTranslator MESSAGES = new AnthropicProviderTranslator();
  private static final ProviderTranslator GEMINI = new GoogleProviderTranslator();

  private final Map<Operation, Map<Kind, Translation>> all = new EnumMap<>(Operation.class);

  DialectTranslations() {
    all.put(Operation.CHAT, answers(new ChatClientTranslator()));
    all.put(Operation.MESSAGES, answers(new MessagesClientTranslator(Operation.MESSAGES)));
    all.put(Operation.RESPONSE, answers(new ResponsesClientTranslator()));
    all.put(Operation.COUNT_TOKENS, counts(new MessagesClientTranslator(Operation.COUNT_TOKENS)));
    all.put(
        Operation.EMBEDDINGS,
        Map.of(
            Kind.GOOGLE,
            new EmbeddingsTranslation(new EmbeddingsTranslator(), new GoogleEmbeddings())));
  }

  /** What models say, for clients of one dialect. */
  private static Map<Kind, Translation> answers(ClientTranslator client) {
    Map<Kind, Translation> byKind = new EnumMap<>(Kind.class);
    byKind.put(Kind.ANTHROPIC, new ModelTranslation(client, MESSAGES, Operation.MESSAGES));
    byKind.put(Kind.GOOGLE, new ModelTranslation(client, GEMINI, Operation.CHAT));
    Translation chat = new ModelTranslation(client, CHAT, Operation.CHAT);
    byKind.put(Kind.OPENAI, chat);
    byKind.put(Kind.DEMO, chat);
    byKind.put(Kind.VERTICLE, chat);
    return byKind;
  }

  /** The tokens of what clients of one dialect ask. */
  private static Map<Kind, Translation> counts(ClientTranslator client) {
    Map<Kind, Translation> byKind = new EnumMap<>(Kind.class);
    byKind.put(Kind.GOOGLE, new TokenCountTranslation(client, GEMINI, new GoogleTokenCount()));
    Translation guess = new GuessedCount(client, CHAT);
    byKind.put(Kind.OPENAI, guess);
    byKind.put(Kind.DEMO, guess);
    byKind.put(Kind.VERTICLE, guess);
    return byKind;
  }

  /** Does slowly what is slow the first time. */
  void warmUp() {
    FirstTranslations.make(all);
  }

  @Override
  public boolean isNative(Operation operation, ProviderConfig provider) {
    return switch (operation) {
      case MESSAGES, COUNT_TOKENS -> provider.kind() == Kind.ANTHROPIC;
      case RESPONSE ->
          speaksOpenAi(provider) && (provider.responses() || provider.kind() != Kind.OPENAI);
      default -> speaksOpenAi(provider);
    };
  }

  private static boolean speaksOpenAi(ProviderConfig provider) {
    return switch (provider.kind()) {
      case DEMO, OPENAI, VERTICLE -> true;
      case ANTHROPIC, GOOGLE -> false;
    };
  }

  @Override
  public Optional<Translation> of(Operation operation, ProviderConfig provider) {
    return Optional.ofNullable(all.getOrDefault(operation, Map.of()).get(provider.kind()));
  }
}
