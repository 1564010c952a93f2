package com.plurence.gateway.dialect.google;

import static com.plurence.gateway.dialect.google.Asked.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whole responses say where no golden case tells, and what is noted of them in passing. */
final class GoogleAnswerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"candidates\":[]}",
        "{\"candidates\":[{}]}",
        "{\"candidates\":\"a\"}",
        "{\"promptFeedback\":{}}",
        "{\"candidates\":[{\"finishReason\":\"STOP\"},{\"finishReason\":\"MALFORMED_RESPONSE\"}]}",
      })
  void whatHasNoAnswerIsMalformed(String document) {
    assertThatExceptionOfType(MalformedAnswer.class).isThrownBy(() -> read(document));
  }

  @Test
  void anAnswerWithoutAReasonIsNoOrdinaryStop() throws MalformedAnswer {
    ModelAnswer answer = read("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"A\"}]}}]}");

    assertThat(answer.choices().get(0).finish()).isEqualTo(Finish.of(Finish.Reason.UNKNOWN));
    assertThat(answer.choices().get(0).parts()).containsExactly(Part.Text.of("", "A"));
    assertThat(answer.usage()).isEmpty();
  }

  @Test
  void whatGoogleSaysOfItsReasonIsTheExplanation() throws MalformedAnswer {
    assertThat(
            read("{\"candidates\":[{\"finishReason\":\"SPII\",\"finishMessage\":\"Private.\"}]}")
                .choices()
                .get(0)
                .finish()
                .explanation())
        .contains("Private.");
    assertThat(
            read("{\"promptFeedback\":{\"blockReason\":\"A\",\"blockReasonMessage\":\"Because.\"}}")
                .choices()
                .get(0)
                .finish()
                .explanation())
        .contains("Because.");
  }

  @Test
  void usageIsNeverBelowNothingNorBeyondCounting() throws MalformedAnswer {
    assertThat(
            read("{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{"
                    + "\"promptTokenCount\":5,\"cachedContentTokenCount\":7,"
                    + "\"candidatesTokenCount\":-3,\"thoughtsTokenCount\":1e999999999,"
                    + "\"toolUsePromptTokenCount\":\"9\"}}")
                .usage())
        .contains(new Usage(0, 5, 0, 0, 0, false));
  }

  @Test
  void theFactsOfAnAnswerAreNotedInPassing() {
    ResponseFacts facts =
        facts(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]},"
                + "\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":10,"
                + "\"cachedContentTokenCount\":4,\"candidatesTokenCount\":2,"
                + "\"thoughtsTokenCount\":3,\"toolUsePromptTokenCount\":1}}");

    assertThat(facts.wellFormed()).isTrue();
    assertThat(facts.answers()).isTrue();
    assertThat(facts.error()).isEmpty();
    assertThat(facts.finishReason()).contains("tool_calls");
    assertThat(facts.usage()).contains(TokenUsage.ofWholes(11, 4, 0, 5, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "[%s]", " [ %s , {} ] "})
  void anErrorInASuccessIsOneAloneOrInAnArray(String form) {
    ResponseFacts facts =
        facts(
            form.formatted(
                "{\"error\":{\"code\":429,\"message\":\"Slow"
                    + " down\",\"status\":\"RESOURCE_EXHAUSTED\","
                    + "\"details\":[{\"@type\":\"x\"},{\"retryDelay\":\"0.001s\"}]}}"));

    assertThat(facts.error().orElseThrow().meaning().status()).isEqualTo(429);
    assertThat(facts.error().orElseThrow().retryDelay()).contains(Duration.ofSeconds(1));
    assertThat(facts.error().orElseThrow().clientMessage()).isEqualTo("Slow down");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}} | true | content_filter",
        "{\"candidates\":[{\"finishReason\":\"NEW\"}],\"error\":{}} | true | other",
        "{\"candidates\":[]} | false | ",
        "{\"candidates\":null,\"error\":null} | false | ",
        "[] | false | ",
      })
  void anAnswerHasCandidatesOrABlockedPrompt(String document, boolean answers, String reason) {
    ResponseFacts facts = facts(document);

    assertThat(facts.error()).isEmpty();
    assertThat(facts.answers()).isEqualTo(answers);
    assertThat(facts.finishReason()).isEqualTo(Optional.ofNullable(reason));
  }

  private static ModelAnswer read(String document) throws MalformedAnswer {
    return new GoogleProviderTranslator().read(json(document), prefix -> prefix + "1");
  }

  private static ResponseFacts facts(String document) {
    var reader = new GoogleProvider().document(Operation.CHAT);
    reader.feed(Buffer.buffer(document));
    return reader.finish();
  }
}
