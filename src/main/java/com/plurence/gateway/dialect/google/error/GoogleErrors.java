package com.plurence.gateway.dialect.google.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.dialect.error.RefusalWords;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads errors: {@code {"error":{"code","message","status","details"}}}, alone or in an array. The
 * fields of a request that they name are those of a body that no client has written, so they are
 * not read.
 */
public final class GoogleErrors {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?s");

  private GoogleErrors() {}

  /** What {@code body}, which came in place of a response, says. */
  public static Refusal refusal(Buffer body) {
    return read(body.getBytes())
        .map(error -> new Refusal(Optional.of(error), false, error.clientMessage()))
        .orElseGet(() -> RefusalWords.read(body));
  }

  private static Optional<ProviderError> read(byte[] body) {
    try {
      return in(TranslationJson.read(body, 0, body.length));
    } catch (MalformedAnswer noJson) {
      return Optional.empty();
    }
  }

  /** The error that {@code document} reports, alone or as the first of an array; empty if none. */
  public static Optional<ProviderError> in(JsonNode document) {
    JsonNode error = (document.isArray() ? document.path(0) : document).path("error");
    if (error.isTextual()) {
      return text(error)
          .map(message -> said(Optional.empty(), Optional.empty(), Optional.of(message), error));
    }
    return error.isObject() && !error.isEmpty()
        ? Optional.of(
            said(
                text(error.path("code")),
                text(error.path("status")),
                text(error.path("message")),
                error))
        : Optional.empty();
  }

  private static ProviderError said(
      Optional<String> code, Optional<String> status, Optional<String> message, JsonNode error) {
    JsonNode details = error.path("details");
    return of(
        code, status, message, inDetails(details, "retryDelay"), inDetails(details, "reason"));
  }

  /** An error whose words are these, with their meaning. */
  public static ProviderError of(
      Optional<String> code,
      Optional<String> status,
      Optional<String> message,
      Optional<String> retryDelay,
      Optional<String> reason) {
    return new ProviderError(
        code,
        status,
        message,
        Optional.empty(),
        List.of(),
        retryDelay.flatMap(GoogleErrors::seconds),
        reason,
        StatusWords.meaning(code, status, message, reason));
  }

  private static Optional<String> inDetails(JsonNode details, String name) {
    return details.valueStream().flatMap(detail -> text(detail.path(name)).stream()).findFirst();
  }

  /** As long as the provider says, in whole seconds: rounded up, lest one comes back too early. */
  private static Optional<Duration> seconds(String text) {
    Matcher matcher = SECONDS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String fraction = matcher.group(2);
    boolean more = fraction != null && !fraction.matches("0+");
    return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) + (more ? 1 : 0)));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }
}
