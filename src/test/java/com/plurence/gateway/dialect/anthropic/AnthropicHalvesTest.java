package com.plurence.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenMatch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both halves of the dialect agree: what one writes, the other reads, and nothing is lost. */
final class AnthropicHalvesTest {
  private static final ResponseContext CONTEXT =
      new ResponseContext(
          new ToolNames(ToolNames.Rule.USUAL),
          Set.of(),
          true,
          true,
          Optional.empty(),
          prefix -> prefix + "1",
          1,
          7);

  private final MessagesClientTranslator client = new MessagesClientTranslator(Operation.MESSAGES);
  private final AnthropicProviderTranslator provider = new AnthropicProviderTranslator();

  static Stream<GoldenCase> requests() {
    return GoldenCase.all()
        .filter(golden -> golden.to().equals("anthropic") && !golden.isNative())
        .filter(golden -> golden.requestOut().has("body"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsComeThrough(GoldenCase golden) {
    ObjectNode request = (ObjectNode) golden.requestOut().get("body");
    Findings findings = new Findings();

    ObjectNode written =
        provider.write(
            client.read(request, findings),
            new ToolNames(ToolNames.Rule.USUAL),
            traits(request),
            request.get("model").textValue(),
            findings);

    ObjectNode expected = request.deepCopy();
    boolean automatic = expected.remove("cache_control") != null;
    assertThat(findings.isClean()).isTrue();
    assertThat(findings.dropped()).isEqualTo(automatic ? List.of("cache_control") : List.of());
    assertThat(new GoldenMatch().differences(expected, written)).isEmpty();
  }

  private static TargetTraits traits(JsonNode request) {
    boolean system = request.get("messages").findValuesAsText("role").contains("system");
    return new TargetTraits(
        TargetTraits.DEFAULT_MAX_OUTPUT,
        Set.of(),
        false,
        system,
        false,
        true,
        false,
        false,
        JsonNodeFactory.instance.objectNode());
  }

  static Stream<GoldenCase> answers() {
    return GoldenCase.all()
        .filter(golden -> golden.to().equals("anthropic") && !golden.isNative())
        .filter(golden -> golden.answerIn().path("body").path("type").asText().equals("message"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersComeThrough(GoldenCase golden) throws MalformedAnswer {
    ObjectNode message = (ObjectNode) golden.answerIn().get("body");

    ObjectNode written = client.write(provider.read(message, prefix -> prefix), CONTEXT);

    ObjectNode expected = message.deepCopy();
    expected.withObjectProperty("usage").putNull("service_tier"); // of Anthropic alone
    List.of(expected, written).forEach(AnthropicHalvesTest::removeStop);
    assertThat(new GoldenMatch().differences(expected, written)).isEmpty();
  }

  /** Some of Anthropic's reasons are the same in other dialects. */
  private static void removeStop(ObjectNode message) {
    message.remove(List.of("stop_reason", "stop_details"));
  }
}
