package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.translation.TokenCountTranslator;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.record.Completion;
import java.util.Optional;

/**
 * Counts the tokens of a request as its provider would get it, with the same refusals.
 *
 * @param counter how the provider is asked
 */
public record TokenCountTranslation(
    ClientTranslator client, ProviderTranslator provider, TokenCountTranslator counter)
    implements Translation {
  @Override
  public Optional<TranslatedCall> carry(
      ForeignRequest request, String model, TargetTraits traits, Findings findings) {
    ModelRequest read = request.read(client, findings);
    if (!findings.wrong().isEmpty()) {
      return Optional.empty(); // nobody knows what is missing of it
    }
    ToolNames names = new ToolNames(provider.toolNames());
    ObjectNode written = provider.write(read, names, traits, model, findings);
    if (!findings.isClean()) {
      return Optional.empty();
    }
    ExtraMembers.put(traits.extra(), written);
    return Optional.of(
        WholeCall.of(
            Operation.COUNT_TOKENS,
            counter.write(written, model),
            findings.dropped(),
            document -> answer(counter.read(document))));
  }

  /** It is no use of a model. */
  private static TranslatedAnswer answer(long tokens) {
    return new TranslatedAnswer(TokenCounts.document(tokens), Completion.UNKNOWN);
  }
}
