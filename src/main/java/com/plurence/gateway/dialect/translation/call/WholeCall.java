package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import java.util.List;

/**
 * A call whose response is never a stream.
 *
 * @param reader translates the response
 */
record WholeCall(Operation operation, Body request, List<String> dropped, Reader reader)
    implements TranslatedCall {

  /** Translates a response. */
  @FunctionalInterface
  interface Reader {
    TranslatedAnswer answer(JsonNode document) throws MalformedAnswer;
  }

  /** A call with this request. */
  static WholeCall of(
      Operation operation, ObjectNode request, List<String> dropped, Reader reader) {
    return new WholeCall(operation, TranslationJson.body(request), dropped, reader);
  }

  @Override
  public TranslatedAnswer answer(byte[] document, boolean asEvents) throws MalformedAnswer {
    return reader.answer(TranslationJson.read(document, 0, document.length));
  }

  @Override
  public TranslatedStream stream(long mostHeld) {
    throw new UnsupportedOperationException("nobody can ask for a stream of " + operation);
  }
}
