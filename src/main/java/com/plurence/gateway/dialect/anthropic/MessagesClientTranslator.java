package com.plurence.gateway.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.anthropic.client.MessageEventWriter;
import com.plurence.gateway.dialect.anthropic.client.MessageWriter;
import com.plurence.gateway.dialect.anthropic.client.MessagesRequestReader;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/** Carries requests of the Messages dialect to providers of others, and responses back. */
public final class MessagesClientTranslator implements ClientTranslator {
  private final boolean limited;

  /**
   * A translator for requests to {@code operation}.
   *
   * @param operation {@link Operation#MESSAGES}, or {@link Operation#COUNT_TOKENS}, which sets no
   *     limit to the response
   */
  public MessagesClientTranslator(Operation operation) {
    this.limited = operation != Operation.COUNT_TOKENS;
  }

  @Override
  public ModelRequest read(ObjectNode body, Findings findings) {
    return MessagesRequestReader.read(body, limited, findings);
  }

  @Override
  public ObjectNode write(ModelAnswer answer, ResponseContext context) {
    return MessageWriter.write(answer, context);
  }

  @Override
  public AnswerEventWriter events(ResponseContext context) {
    return new MessageEventWriter(context);
  }
}
