package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.record.Completion;
import java.util.List;
import java.util.Optional;

/**
 * Counts of tokens for providers that can't count: the gateway guesses, with the refusals that the
 * request itself would meet.
 */
public record GuessedCount(ClientTranslator client, ProviderTranslator provider)
    implements Translation {
  @Override
  public Optional<TranslatedCall> carry(
      ForeignRequest request, String model, TargetTraits traits, Findings findings) {
    ModelRequest read = request.read(client, findings);
    if (!findings.wrong().isEmpty()) {
      return Optional.empty(); // nobody knows what is missing of it
    }
    provider.write(read, new ToolNames(provider.toolNames()), traits, model, findings);
    return findings.isClean() ? Optional.of(new Call(request.estimatedInput())) : Optional.empty();
  }

  private record Call(long tokens) implements TranslatedCall {
    @Override
    public Operation operation() {
      return Operation.COUNT_TOKENS;
    }

    @Override
    public Body request() {
      return Body.empty();
    }

    @Override
    public List<String> dropped() {
      return List.of();
    }

    @Override
    public boolean isGuessed() {
      return true;
    }

    @Override
    public TranslatedAnswer answer(byte[] nothing, boolean asEvents) {
      return new TranslatedAnswer(
          TokenCounts.document(tokens), Completion.UNKNOWN, TokenCounts.GUESSED);
    }

    @Override
    public TranslatedStream stream(long mostHeld) {
      throw new IllegalStateException("there are no events of a count");
    }
  }
}
