package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.translation.TokenCountTranslator;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.record.Completion;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Counts of tokens: the request whose tokens are counted is written as if it were to be answered.
 *
 * @param counts how the provider is asked; empty if it can't count, so that the gateway guesses
 */
public record TokenCountTranslation(
    ClientTranslator client, ProviderTranslator provider, Optional<TokenCountTranslator> counts)
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
    return findings.isClean()
        ? Optional.of(new Call(this, body(written, model), findings.dropped()))
        : Optional.empty();
  }

  private Body body(ObjectNode written, String model) {
    return counts
        .map(asking -> Body.of(Buffer.buffer(TranslationJson.write(asking.write(written, model)))))
        .orElseGet(Body::empty);
  }

  private record Call(TokenCountTranslation translation, Body request, List<String> dropped)
      implements TranslatedCall {

    @Override
    public Operation operation() {
      return Operation.COUNT_TOKENS;
    }

    @Override
    public boolean isGuessed() {
      return translation.counts.isEmpty();
    }

    @Override
    public TranslatedAnswer answer(byte[] document, boolean asEvents) throws MalformedAnswer {
      long tokens =
          translation.counts.orElseThrow().read(TranslationJson.read(document, 0, document.length));
      return TranslatedAnswer.told(TokenCounts.document(tokens), Completion.UNKNOWN);
    }

    @Override
    public TranslatedStream stream(long mostHeld) {
      throw new IllegalStateException("there are no events of a count");
    }
  }
}
