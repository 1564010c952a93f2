package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.EmbeddingsClientTranslator;
import com.plurence.gateway.dialect.translation.EmbeddingsProviderTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.answer.EmbeddingsAnswer;
import com.plurence.gateway.dialect.vocabulary.request.EmbeddingsRequest;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** Embeddings, of which the two halves of the translation know what client and provider speak. */
public record EmbeddingsTranslation(
    EmbeddingsClientTranslator client, EmbeddingsProviderTranslator provider)
    implements Translation {

  @Override
  public Optional<TranslatedCall> carry(
      ForeignRequest request, String model, TargetTraits traits, Findings findings) {
    EmbeddingsRequest read = client.read(request.body(), findings);
    if (!findings.wrong().isEmpty()) {
      return Optional.empty(); // nobody knows what is missing of it
    }
    ObjectNode written = provider.write(read, model, findings);
    if (!findings.isClean()) {
      return Optional.empty();
    }
    ExtraMembers.put(traits.extra(), written);
    return Optional.of(
        new Call(
            this,
            Body.of(Buffer.buffer(TranslationJson.write(written))),
            findings.dropped(),
            read.inputs().size(),
            read.base64(),
            model,
            request.estimatedInput()));
  }

  private record Call(
      EmbeddingsTranslation translation,
      Body request,
      List<String> dropped,
      int inputs,
      boolean base64,
      String model,
      long estimatedInput)
      implements TranslatedCall {

    @Override
    public Operation operation() {
      return Operation.EMBEDDINGS;
    }

    @Override
    public TranslatedAnswer answer(byte[] document, boolean asEvents) throws MalformedAnswer {
      EmbeddingsAnswer answer =
          translation.provider.read(TranslationJson.read(document, 0, document.length), inputs);
      ObjectNode written = translation.client.write(answer, base64, model, estimatedInput);
      return new TranslatedAnswer(
          Buffer.buffer(TranslationJson.write(written)),
          new Completion(answer.inputTokens().map(Call::usage), Optional.empty()),
          answer.inputTokens().isPresent() ? "" : "usage");
    }

    private static TokenUsage usage(long input) {
      return new TokenUsage(input, 0, input, 0, 0);
    }

    @Override
    public TranslatedStream stream(long mostHeld) {
      throw new IllegalStateException("there are no events of embeddings");
    }
  }
}
