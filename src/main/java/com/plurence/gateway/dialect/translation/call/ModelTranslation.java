package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.record.Completion;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Calls to models, of which one half of the translation knows what the client speaks and the other
 * what the provider does.
 *
 * @param operation as the provider has it
 */
public record ModelTranslation(
    ClientTranslator client, ProviderTranslator provider, Operation operation)
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
    ResponseContext context =
        ResponseContext.of(
            read, names, request.ids(), request.createdAt(), request.estimatedInput());
    return Optional.of(new Call(this, TranslationJson.body(written), findings.dropped(), context));
  }

  private record Call(
      ModelTranslation translation, Body request, List<String> dropped, ResponseContext context)
      implements TranslatedCall {

    @Override
    public Operation operation() {
      return translation.operation;
    }

    @Override
    public TranslatedAnswer answer(byte[] document, boolean asEvents) throws MalformedAnswer {
      ModelAnswer answer =
          translation.provider.read(
              TranslationJson.read(document, 0, document.length), context.ids());
      return new TranslatedAnswer(asEvents ? events(answer) : document(answer), completion(answer));
    }

    private Buffer document(ModelAnswer answer) {
      return Buffer.buffer(TranslationJson.write(translation.client.write(answer, context)));
    }

    private Buffer events(ModelAnswer answer) {
      AnswerEventWriter writer = translation.client.events(context);
      AnswerReplay.tell(answer, writer);
      return writer.take();
    }

    private static Completion completion(ModelAnswer answer) {
      Finish.Reason reason = answer.choices().get(0).finish().reason();
      return new Completion(
          answer.usage().map(Usage::recorded),
          Optional.of(reason.recorded()),
          answer.usage().isPresent() ? 0 : ContentBytes.of(answer));
    }

    @Override
    public TranslatedStream stream(long mostHeld) {
      return new TranslatedStream(
          to -> translation.provider.events(to, context.ids(), mostHeld),
          translation.client.events(context));
    }
  }
}
