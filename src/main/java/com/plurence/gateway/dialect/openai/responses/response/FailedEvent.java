package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;

/**
 * The event {@code response.failed} as the gateway sends it: SDKs raise for its {@code error},
 * agents look into its {@code response}, and beside them it has the members of the contract.
 */
public final class FailedEvent {
  private static final String TYPE = "response.failed";

  private FailedEvent() {}

  /**
   * Writes the event.
   *
   * @param sequenceNumber of this event
   * @param response as it was before; nothing that it says of its own error is kept. Not changed
   */
  public static Buffer of(ErrorBody failure, long sequenceNumber, ObjectNode response) {
    ObjectNode failed = response.objectNode();
    failed.setAll(response);
    failed.put("status", "failed");
    ObjectNode error = failed.objectNode();
    error.put("code", code(failure)).put("message", failure.messageWithFirstDetail());
    failed.set("error", error);

    ObjectNode event = contract(failure);
    JsonNode alias = event.remove("error");
    event.put("type", TYPE).put("sequence_number", sequenceNumber).set("response", failed);
    event.set("error", alias);
    return SseWriter.event(TYPE, TranslationJson.write(event));
  }

  private static ObjectNode contract(ErrorBody failure) {
    byte[] body = failure.encode(true);
    try {
      return (ObjectNode) TranslationJson.read(body, 0, body.length);
    } catch (MalformedAnswer impossible) {
      throw new IllegalStateException(impossible); // the contract is JSON
    }
  }

  /** The nearest of the words that OpenAI's SDKs have for it. */
  private static String code(ErrorBody failure) {
    return switch (failure.failure().kind().messageCode()) {
      case RATE_LIMITED -> "rate_limit_exceeded";
      case INTERNAL -> "server_error";
      default -> "invalid_prompt";
    };
  }
}
