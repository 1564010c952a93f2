package com.plurence.gateway.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One golden case. */
public record GoldenCase(JsonNode node) {
  private static final List<String> FILES =
      List.of(
          "answers",
          "embeddings-and-counts",
          "errors",
          "passthrough",
          "requests-chat-anthropic",
          "requests-chat-google",
          "requests-messages-google",
          "requests-messages-openai",
          "requests-responses",
          "shapes",
          "streams");

  /** All of them. */
  public static Stream<GoldenCase> all() {
    return FILES.stream().flatMap(file -> read(file).valueStream()).map(GoldenCase::new);
  }

  /** The target that the case's model leads to: its provider's kind, its model, its traits. */
  public JsonNode target() {
    return Objects.requireNonNull(read("models").get(model()), this::toString);
  }

  private static JsonNode read(String file) {
    try (InputStream in = GoldenCase.class.getResourceAsStream("/dialects/" + file + ".json")) {
      return GoldenMatch.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client's dialect: {@code chat}, {@code messages}, {@code responses} and so on. */
  public String from() {
    return node.get("from").textValue();
  }

  /** The kind of provider. */
  public String to() {
    return node.get("to").textValue();
  }

  /** The model as the client knows it. */
  public String model() {
    return node.get("model").textValue();
  }

  /** What the client sends. */
  public JsonNode requestIn() {
    return node.get("request_in");
  }

  /** What the provider must get; missing if it must not be called. */
  public JsonNode requestOut() {
    JsonNode out = node.path("request_out");
    return out.isNull() ? MissingNode.getInstance() : out;
  }

  /** What the provider answers. */
  public JsonNode answerIn() {
    return node.get("answer_in");
  }

  /** What the client must get. */
  public JsonNode answerOut() {
    return node.get("answer_out");
  }

  /** Whether both sides speak the same, so that nothing is translated. */
  public boolean isNative() {
    return switch (from()) {
      case "chat" -> to().equals("openai");
      case "messages", "count_tokens" -> to().equals("anthropic");
      case "responses" -> target().path("responses").booleanValue();
      default -> false;
    };
  }

  @Override
  public String toString() {
    return node.get("name").textValue();
  }
}
