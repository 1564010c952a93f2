package com.plurence.gateway.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerationConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenMatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written for Google in the golden cases, and what it answers in them, is what the types of
 * its own client know: read by them and written again, nothing of it is missing.
 */
final class OfficialTypesTest {
  /** Google documents it as the value of a field of bytes, though it is no base64. */
  private static final String EXCUSE = "skip_thought_signature_validator";

  static Stream<GoldenCase> requests() {
    return GoldenCase.all()
        .filter(golden -> golden.to().equals("google"))
        .filter(golden -> golden.requestOut().path("body").has("contents"));
  }

  static Stream<GoldenCase> responses() {
    return GoldenCase.all()
        .filter(golden -> golden.to().equals("google"))
        .filter(golden -> golden.answerIn().path("body").has("candidates"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theRequestIsWhatItsTypesKnow(GoldenCase golden) {
    JsonNode body = golden.requestOut().get("body");
    body.get("contents").forEach(content -> same(content, json -> Content.fromJson(json).toJson()));
    body.path("tools").forEach(tool -> same(tool, json -> Tool.fromJson(json).toJson()));
    if (body.has("systemInstruction")) {
      same(body.get("systemInstruction"), json -> Content.fromJson(json).toJson());
    }
    if (body.has("toolConfig")) {
      same(body.get("toolConfig"), json -> ToolConfig.fromJson(json).toJson());
    }
    if (body.has("generationConfig")) {
      same(body.get("generationConfig"), json -> GenerationConfig.fromJson(json).toJson());
    }
  }

  @ParameterizedTest
  @MethodSource("responses")
  void theResponseIsWhatItsTypesKnow(GoldenCase golden) {
    assertThat(
            GenerateContentResponse.fromJson(golden.answerIn().get("body").toString())
                .candidates()
                .isPresent())
        .isTrue();
  }

  private static void same(JsonNode part, UnaryOperator<String> throughTheTypes) {
    JsonNode written = GoldenMatch.parse(part.toString().replace(EXCUSE, "c2tpcA=="));
    JsonNode read = GoldenMatch.parse(throughTheTypes.apply(written.toString()));
    assertThat(new GoldenMatch().differences(written, read)).isEmpty();
  }
}
