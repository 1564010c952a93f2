package com.plurence.gateway.dialect.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.openai.chat.request.ChatRequestWriter;
import com.plurence.gateway.dialect.openai.chat.response.CompletionReader;
import com.plurence.gateway.dialect.openai.chat.stream.ChunkReader;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/** Providers that complete chats, behind a client that speaks otherwise. */
public final class ChatProviderTranslator implements ProviderTranslator {
  @Override
  public ToolNames.Rule toolNames() {
    return ToolNames.Rule.USUAL;
  }

  @Override
  public ObjectNode write(
      ModelRequest request, ToolNames names, TargetTraits traits, String model, Findings findings) {
    return new ChatRequestWriter(names, traits, findings).write(request, model);
  }

  @Override
  public ModelAnswer read(JsonNode document, IdSource ids) throws MalformedAnswer {
    return new CompletionReader(ids).read(document);
  }

  @Override
  public AnswerEventReader events(AnswerEvents to, IdSource ids, long mostHeld) {
    return new ChunkReader(to, ids, mostHeld);
  }
}
