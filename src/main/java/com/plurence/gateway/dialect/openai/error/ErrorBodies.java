package com.plurence.gateway.dialect.openai.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.plurence.gateway.dialect.error.ClientText;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.error.FieldError;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the bodies of failed responses in the dialects that are met behind an OpenAI-compatible
 * address: OpenAI, Azure, Anthropic, Google, FastAPI, vLLM, Mistral, Ollama. They are small and
 * rare, so a tree is good enough.
 */
final class ErrorBodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?s");
  private static final int MOST_FIELDS = 50;

  private ErrorBodies() {}

  /** The error that {@code body} tells of; empty if it is not JSON or tells of none. */
  static Optional<ProviderError> read(Buffer body) {
    try {
      return read(JSON.readTree(body.getBytes()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same of one that has been read. */
  static Optional<ProviderError> read(JsonNode root) {
    return fromRoot(root.isArray() ? root.path(0) : root);
  }

  private static Optional<ProviderError> fromRoot(JsonNode root) {
    JsonNode error = root.path("error");
    if (error.isObject()) {
      return Optional.of(fromObject(error));
    }
    if (error.isTextual()) {
      return Optional.of(withMessage(text(error), List.of()));
    }
    if (root.has("detail")) {
      return Optional.of(fromDetail(root.path("detail")));
    }
    JsonNode message = root.path("message");
    if (message.has("detail")) {
      return Optional.of(fromDetail(message.path("detail")));
    }
    return message.isTextual() ? Optional.of(fromObject(root)) : Optional.empty();
  }

  private static ProviderError fromObject(JsonNode error) {
    Optional<String> message = text(error.path("message"));
    Optional<String> param = text(error.path("param"));
    List<FieldError> fields = new ArrayList<>();
    param.ifPresent(name -> fields.add(field(name, message.orElse("is not accepted"))));
    JsonNode details = error.path("details");
    for (JsonNode violation : details.findValues("fieldViolations")) {
      violation.forEach(
          one -> fields.add(field(one.path("field").asText(), one.path("description").asText())));
    }
    return OpenAiErrors.of(
        text(error.path("code")),
        text(error.path("type")).or(() -> text(error.path("status"))),
        message,
        param,
        atMost(fields),
        duration(inDetails(details, "retryDelay")),
        text(inDetails(details, "reason")).or(() -> text(error.at("/innererror/code"))));
  }

  /** FastAPI: a text, an object, or a list of places and what is wrong there. */
  private static ProviderError fromDetail(JsonNode detail) {
    if (detail.isObject()) {
      return fromObject(detail);
    }
    if (!detail.isArray()) {
      return withMessage(text(detail), List.of());
    }
    List<FieldError> fields = new ArrayList<>();
    for (JsonNode violation : detail) {
      String path = path(violation.path("loc"));
      if (!path.isEmpty()) {
        fields.add(field(path, violation.path("msg").asText("is not accepted")));
      }
    }
    return withMessage(text(detail.path(0).path("msg")), fields);
  }

  private static ProviderError withMessage(Optional<String> message, List<FieldError> fields) {
    return OpenAiErrors.of(
        Optional.empty(),
        Optional.empty(),
        message,
        Optional.empty(),
        atMost(fields),
        Optional.empty(),
        Optional.empty());
  }

  /** {@code ["body", "messages", 0, "role"]} as {@code messages[0].role}. */
  private static String path(JsonNode loc) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < loc.size(); i++) {
      JsonNode step = loc.get(i);
      boolean isBody = i == 0 && step.asText().equals("body");
      if (step.isInt()) {
        path.append('[').append(step.intValue()).append(']');
      } else if (!isBody) {
        path.append(path.length() == 0 ? "" : ".").append(step.asText());
      }
    }
    return path.toString();
  }

  private static FieldError field(String path, String message) {
    return new FieldError(ClientText.of(path), ClientText.of(message));
  }

  private static List<FieldError> atMost(List<FieldError> fields) {
    return fields.subList(0, Math.min(MOST_FIELDS, fields.size()));
  }

  private static JsonNode inDetails(JsonNode details, String name) {
    for (JsonNode detail : details) {
      if (detail.has(name)) {
        return detail.path(name);
      }
    }
    return JSON.missingNode();
  }

  private static Optional<Duration> duration(JsonNode node) {
    Matcher seconds = SECONDS.matcher(node.asText());
    if (!seconds.matches()) {
      return Optional.empty();
    }
    String fraction = seconds.group(2) == null ? "0" : seconds.group(2);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    return Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1)), nanos));
  }

  /** LiteLLM writes {@code "None"} where others have null. */
  private static Optional<String> text(JsonNode node) {
    boolean said =
        node.isValueNode()
            && !node.isNull()
            && !node.asText().isBlank()
            && !node.asText().equals("None");
    return said ? Optional.of(node.asText()) : Optional.empty();
  }
}
