package com.plurence.gateway.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.anthropic.provider.MessageEventReader;
import com.plurence.gateway.dialect.anthropic.provider.MessageReader;
import com.plurence.gateway.dialect.anthropic.provider.MessagesRequestWriter;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/** Carries requests of other dialects to providers of the Messages dialect, and responses back. */
public final class AnthropicProviderTranslator implements ProviderTranslator {
  @Override
  public ToolNames.Rule toolNames() {
    return ToolNames.Rule.USUAL;
  }

  @Override
  public ObjectNode write(
      ModelRequest request, ToolNames names, TargetTraits traits, String model, Findings findings) {
    return new MessagesRequestWriter(request, names, traits, findings).write(model);
  }

  @Override
  public ModelAnswer read(JsonNode document, IdSource ids) throws MalformedAnswer {
    return MessageReader.read(document, ids);
  }

  /** Nothing waits here: blocks come one after the other. */
  @Override
  public AnswerEventReader events(AnswerEvents to, IdSource ids, long mostHeld) {
    return new MessageEventReader(to, ids);
  }
}
