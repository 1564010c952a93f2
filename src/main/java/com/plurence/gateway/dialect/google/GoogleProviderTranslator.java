package com.plurence.gateway.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.google.request.GenerateContentRequest;
import com.plurence.gateway.dialect.google.response.GenerateContentEvents;
import com.plurence.gateway.dialect.google.response.GenerateContentResponse;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ProviderTranslator;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/** Translates for providers that speak as the Gemini API does. */
public final class GoogleProviderTranslator implements ProviderTranslator {
  @Override
  public ToolNames.Rule toolNames() {
    return ToolNames.Rule.BEGINS_WITH_LETTER;
  }

  /** The model and whether to stream stand in the path. */
  @Override
  public ObjectNode write(
      ModelRequest request, ToolNames names, TargetTraits traits, String model, Findings findings) {
    return GenerateContentRequest.of(request, names, traits, findings);
  }

  @Override
  public ModelAnswer read(JsonNode document, IdSource ids) throws MalformedAnswer {
    return GenerateContentResponse.answer(document, ids);
  }

  /** Nothing has to wait: calls come whole. */
  @Override
  public AnswerEventReader events(AnswerEvents to, IdSource ids, long mostHeld) {
    return new GenerateContentEvents(to, ids);
  }
}
