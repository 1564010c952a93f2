package com.plurence.gateway.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.anthropic.AnthropicProviderTranslator;
import com.plurence.gateway.dialect.anthropic.MessagesClientTranslator;
import com.plurence.gateway.dialect.google.GoogleProviderTranslator;
import com.plurence.gateway.dialect.openai.chat.ChatClientTranslator;
import com.plurence.gateway.dialect.openai.chat.ChatProviderTranslator;
import com.plurence.gateway.dialect.openai.responses.ResponsesClientTranslator;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The translators by the names that golden cases have for their dialects. */
public final class GoldenTranslators {
  private static final Map<String, Supplier<ClientTranslator>> CLIENTS =
      Map.of(
          "chat",
          ChatClientTranslator::new,
          "messages",
          () -> new MessagesClientTranslator(Operation.MESSAGES),
          "responses",
          ResponsesClientTranslator::new);

  private static final Map<String, Supplier<ProviderTranslator>> PROVIDERS =
      Map.of(
          "anthropic", AnthropicProviderTranslator::new,
          "google", GoogleProviderTranslator::new,
          "openai", ChatProviderTranslator::new);

  private GoldenTranslators() {}

  /** The names of the clients' dialects. */
  public static Set<String> clients() {
    return CLIENTS.keySet();
  }

  /** The names of the providers' dialects. */
  public static Set<String> providers() {
    return PROVIDERS.keySet();
  }

  /** The translator of the clients' dialect of that name. */
  public static ClientTranslator client(String name) {
    return Objects.requireNonNull(CLIENTS.get(name)).get();
  }

  /** The translator of the providers' dialect of that name. */
  public static ProviderTranslator provider(String name) {
    return Objects.requireNonNull(PROVIDERS.get(name)).get();
  }

  /** The translator of a case's client; empty if none translates for it. */
  public static Optional<ClientTranslator> client(GoldenCase golden) {
    return Optional.ofNullable(CLIENTS.get(golden.from())).map(Supplier::get);
  }

  /** The translator of a case's provider. */
  public static Optional<ProviderTranslator> provider(GoldenCase golden) {
    return Optional.ofNullable(PROVIDERS.get(golden.to())).map(Supplier::get);
  }

  /** The traits of a case's target. */
  public static TargetTraits traits(GoldenCase golden) {
    JsonNode target = golden.target();
    Set<TargetTraits.Dropped> drops = EnumSet.noneOf(TargetTraits.Dropped.class);
    for (JsonNode field : target.path("drops")) {
      drops.add(TargetTraits.Dropped.valueOf(field.textValue().toUpperCase(Locale.ROOT)));
    }
    return new TargetTraits(
        target.path("max_output").asLong(TargetTraits.DEFAULT_MAX_OUTPUT),
        drops,
        target.path("thinking").asText("").equals("budget"),
        target.path("system_in_messages").asBoolean(false),
        target.path("auto_cache").asBoolean(false),
        target.path("call_ids").asBoolean(true),
        target.path("max_tokens_field").asText("").equals("max_tokens"),
        target.path("reasoning_content").asBoolean(false),
        target.path("extra") instanceof ObjectNode extra
            ? extra
            : JsonNodeFactory.instance.objectNode());
  }
}
