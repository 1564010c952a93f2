package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.EmbeddingsClientTranslator;
import com.plurence.gateway.dialect.translation.EmbeddingsProviderTranslator;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.answer.EmbeddingsAnswer;
import com.plurence.gateway.dialect.vocabulary.request.EmbeddingsRequest;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Embeddings, of which one half of the translation knows the client and the other the provider. */
public record EmbeddingsTranslation(
    EmbeddingsClientTranslator client, EmbeddingsProviderTranslator provider)
    implements Translation {
  private static final String USAGE = "usage";

  @Override
  public Optional<TranslatedCall> carry(
      ForeignRequest request, String model, TargetTraits traits, Findings findings) {
    EmbeddingsRequest read = client.read(request.body(), findings);
    ObjectNode written = provider.write(read, model, findings);
    if (!findings.isClean()) {
      return Optional.empty();
    }
    ExtraMembers.put(traits.extra(), written);
    int inputs = read.inputs().size();
    boolean base64 = read.base64();
    long estimate = Math.max(1, request.estimatedInput());
    return Optional.of(
        WholeCall.of(
            Operation.EMBEDDINGS,
            written,
            findings.dropped(),
            document -> answer(provider.read(document, inputs), base64, model, estimate)));
  }

  private TranslatedAnswer answer(
      EmbeddingsAnswer answer, boolean base64, String model, long estimate) {
    Optional<TokenUsage> usage =
        answer.inputTokens().map(tokens -> TokenUsage.ofWholes(tokens, 0, 0, 0, 0));
    return new TranslatedAnswer(
        Buffer.buffer(TranslationJson.write(client.write(answer, base64, model, estimate))),
        new Completion(usage, Optional.empty(), 0),
        usage.isPresent() ? "" : USAGE);
  }
}
