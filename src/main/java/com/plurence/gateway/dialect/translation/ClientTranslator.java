package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;

/**
 * The half of a translation that knows what one kind of client speaks. Pure and shared by all
 * threads; what may take long for large bodies is not called on an event loop with them.
 */
public interface ClientTranslator {
  /**
   * Reads a request.
   *
   * @param body a JSON object, of which nothing else is known but that routing could read it
   * @param findings gets everything that no other dialect can express, and every wrong type
   * @return what could be read; to be used only if {@code findings} are clean
   */
  ModelRequest read(ObjectNode body, Findings findings);

  /** The response as clients of this dialect get it. */
  ObjectNode write(ModelAnswer answer, ResponseContext context);

  /** A writer of one stream. */
  AnswerEventWriter events(ResponseContext context);
}
