package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.record.Completion;
import io.vertx.core.buffer.Buffer;
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

  /** As the one dialect has it that can ask for a count, which is no use of a model. */
  private static TranslatedAnswer answer(long tokens) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("input_tokens", tokens);
    return new TranslatedAnswer(Buffer.buffer(TranslationJson.write(answer)), Completion.UNKNOWN);
  }
}
