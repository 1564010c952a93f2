package com.plurence.gateway.dialect.anthropic.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.dialect.error.RefusalWords;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads errors: {@code {"type":"error","error":{"type","message","details":{"error_code"}}}}. Small
 * and rare, so a tree is good enough.
 */
public final class AnthropicErrors {
  private AnthropicErrors() {}

  /** What {@code body}, which came in place of a response, says. */
  public static Refusal refusal(Buffer body) {
    return read(body)
        .map(error -> new Refusal(Optional.of(error), false, error.clientMessage()))
        .orElseGet(() -> RefusalWords.read(body));
  }

  /** The error of these words. */
  public static ProviderError of(
      Optional<String> type, Optional<String> message, Optional<String> errorCode) {
    return new ProviderError(
        Optional.empty(),
        type,
        message,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        errorCode,
        TypeWords.meaning(type, message, errorCode));
  }

  /** The error that {@code error} tells of, the value of the member of that name. */
  public static ProviderError read(JsonNode error) {
    return of(
        text(error.path("type")),
        text(error.path("message")),
        text(error.path("details").path("error_code")));
  }

  private static Optional<ProviderError> read(Buffer body) {
    try {
      byte[] bytes = body.getBytes();
      return in(TranslationJson.read(bytes, 0, bytes.length));
    } catch (MalformedAnswer noJson) {
      return Optional.empty();
    }
  }

  /** The error that {@code document} reports; empty if it reports none. */
  private static Optional<ProviderError> in(JsonNode document) {
    JsonNode error = document.path("error");
    if (error.isTextual()) {
      return Optional.of(of(Optional.empty(), text(error), Optional.empty()));
    }
    if (error.isObject() && !error.isEmpty()) {
      return Optional.of(read(error));
    }
    return text(document.path("message"))
        .map(message -> of(text(document.path("type")), Optional.of(message), Optional.empty()));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank()
        ? Optional.of(node.textValue())
        : Optional.empty();
  }
}
