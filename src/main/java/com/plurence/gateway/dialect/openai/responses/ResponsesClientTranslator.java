package com.plurence.gateway.dialect.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.openai.responses.request.RequestReader;
import com.plurence.gateway.dialect.openai.responses.response.ResponseEvents;
import com.plurence.gateway.dialect.openai.responses.response.WholeResponse;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/** Clients of OpenAI's Responses API. */
public final class ResponsesClientTranslator implements ClientTranslator {
  @Override
  public ModelRequest read(ObjectNode body, Findings findings) {
    return RequestReader.read(body, findings);
  }

  @Override
  public ObjectNode write(ModelAnswer answer, ResponseContext context) {
    return WholeResponse.of(answer, context);
  }

  @Override
  public AnswerEventWriter events(ResponseContext context) {
    return new ResponseEvents(context);
  }
}
