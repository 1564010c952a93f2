package com.plurence.gateway;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ModelTranslation;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.translation.Translation;
import com.plurence.gateway.dialect.translation.Translations;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which half of a translation goes with which, for every call and every kind of provider. */
final class DialectTranslations implements Translations {
  private final Map<Operation, Map<Kind, Translation>> all = new EnumMap<>(Operation.class);

  /**
   * @param clients by what is asked in their dialect
   * @param providers by kind, each with what it is asked and how it is spoken to
   */
  DialectTranslations(Map<Operation, ClientTranslator> clients, Map<Kind, Spoken> providers) {
    clients.forEach(
        (operation, client) -> {
          Map<Kind, Translation> byKind = new EnumMap<>(Kind.class);
          providers.forEach(
              (kind, spoken) ->
                  byKind.put(
                      kind, new ModelTranslation(client, spoken.translator(), spoken.operation())));
          all.put(operation, byKind);
        });
  }

  /** How a kind of provider is asked for what a model says. */
  record Spoken(Operation operation, ProviderTranslator translator) {}

  @Override
  public boolean isNative(Operation operation, ProviderConfig provider) {
    return switch (operation) {
      case MESSAGES, COUNT_TOKENS -> provider.kind() == Kind.ANTHROPIC;
      case RESPONSE ->
          speaksOpenAi(provider)
              && (provider.responses()
                  || provider.kind() != Kind.OPENAI
                  || of(operation, provider).isEmpty());
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
