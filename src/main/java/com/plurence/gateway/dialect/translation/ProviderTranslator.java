package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/**
 * The half of a translation that knows what one kind of provider speaks. Pure and shared by all
 * threads; what may take long for large bodies is not called on an event loop with them.
 */
public interface ProviderTranslator {
  /** How this kind of provider wants tools to be named. */
  ToolNames.Rule toolNames();

  /**
   * Writes a request, without what {@link TargetTraits#extra} adds.
   *
   * @param request nobody changes it, nor the JSON in it
   * @param names of its tools
   * @param model as the provider calls it
   * @param findings gets what this dialect, or a model of these traits, can't take
   * @return to be used only if {@code findings} are clean
   */
  ObjectNode write(
      ModelRequest request, ToolNames names, TargetTraits traits, String model, Findings findings);

  /**
   * Reads a whole response.
   *
   * @param document JSON that is no error
   * @param ids makes ids for calls that the provider gives none
   * @throws MalformedAnswer if it is no response of this dialect
   */
  ModelAnswer read(JsonNode document, IdSource ids) throws MalformedAnswer;

  /**
   * A reader of one stream.
   *
   * @param to hears what it says
   * @param mostHeld bytes that may wait until it is their turn; with more the stream is malformed
   */
  AnswerEventReader events(AnswerEvents to, IdSource ids, long mostHeld);
}
