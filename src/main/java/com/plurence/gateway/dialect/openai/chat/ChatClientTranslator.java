package com.plurence.gateway.dialect.openai.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.openai.chat.request.ChatRequestReader;
import com.plurence.gateway.dialect.openai.chat.response.CompletionWriter;
import com.plurence.gateway.dialect.openai.chat.stream.ChunkWriter;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/** Clients that ask for chat completions, before a provider that speaks otherwise. */
public final class ChatClientTranslator implements ClientTranslator {
  @Override
  public ModelRequest read(ObjectNode body, Findings findings) {
    return ChatRequestReader.read(body, findings);
  }

  @Override
  public ObjectNode write(ModelAnswer answer, ResponseContext context) {
    return CompletionWriter.write(answer, context);
  }

  @Override
  public AnswerEventWriter events(ResponseContext context) {
    return new ChunkWriter(context);
  }
}
