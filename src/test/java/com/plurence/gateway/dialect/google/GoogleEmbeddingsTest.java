package com.plurence.gateway.dialect.google;

import static com.plurence.gateway.dialect.google.Asked.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.openai.embeddings.EmbeddingsTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.call.EmbeddingsTranslation;
import com.plurence.gateway.dialect.translation.call.ForeignRequest;
import com.plurence.gateway.dialect.translation.call.TranslatedAnswer;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.testing.golden.GoldenCase;
import com.plurence.gateway.testing.golden.GoldenMatch;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings and counts of tokens at Google. */
final class GoogleEmbeddingsTest {
  private static final long ESTIMATE = 7;
  private static final GoldenMatch GOLDEN = new GoldenMatch();

  private final Findings findings = new Findings();

  static Stream<GoldenCase> embeddings() {
    return GoldenCase.all()
        .filter(golden -> golden.from().equals("embeddings") && golden.to().equals("google"));
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void theProviderAndTheClientGetWhatTheCaseWants(GoldenCase golden) throws MalformedAnswer {
    Optional<TranslatedCall> call = carry(golden.requestIn().get("body").toString());

    if (golden.requestOut().isMissingNode()) {
      assertThat(call).isEmpty();
      assertThat(findings.refused()).extracting(FieldError::field).containsExactly("input");
      return;
    }
    JsonNode sent = json(call.orElseThrow().request().copy().toString());
    TranslatedAnswer answer = answer(call, golden.answerIn().get("body").toString());
    JsonNode headers = golden.answerOut().get("headers");
    assertThat(GOLDEN.differences(golden.requestOut().get("body"), sent)).isEmpty();
    assertThat(GOLDEN.differences(golden.answerOut().get("body"), json(answer.body().toString())))
        .isEmpty();
    assertThat(findings.dropped())
        .containsExactlyElementsOf(
            headers.findValuesAsText("x-plurence-dropped").stream()
                .filter(name -> !name.equals("null"))
                .toList());
    assertThat(answer.estimated()).isEqualTo(headers.path("x-plurence-estimated").asText(""));
    assertThat(call.orElseThrow().operation()).isEqualTo(Operation.EMBEDDINGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"input\":[]} | input",
        "{} | input",
        "{\"input\":{}} | input",
        "{\"input\":[\"a\",{},null]} | input[1],input[2]",
        "{\"input\":\"a\",\"dimensions\":\"3\",\"user\":1,\"encoding_format\":[]} |"
            + " dimensions,user,encoding_format",
      })
  void whatHasAnotherTypeIsWrong(String body, String fields) throws MalformedAnswer {
    assertThat(carry(body)).isEmpty();

    assertThat(findings.wrong())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(fields.split(","));
  }

  @Test
  void lotsOfTokensAreRefusedOnceAndAnUnknownFormToo() throws MalformedAnswer {
    assertThat(carry("{\"input\":[[1,2],[3]],\"encoding_format\":\"int8\",\"future\":1}"))
        .isEmpty();

    assertThat(findings.refused())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("input", "encoding_format");
    assertThat(findings.dropped()).containsExactly("future");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"embeddings\":[]}",
        "{\"embeddings\":[{\"values\":[1]},{\"values\":[1]}]}",
        "{\"embeddings\":[{\"values\":[]}]}",
        "{\"embeddings\":[{\"values\":[\"1\"]}]}",
        "{\"embeddings\":{\"values\":[1]}}",
      })
  void whatIsNotAsManyVectorsAsInputsIsMalformed(String document) throws MalformedAnswer {
    Optional<TranslatedCall> call = carry("{\"input\":\"a\"}");

    assertThatExceptionOfType(MalformedAnswer.class).isThrownBy(() -> answer(call, document));
  }

  @Test
  void aCountIsAskedForTheRequestAloneWhateverIsToComeOut() throws MalformedAnswer {
    GoogleTokenCount counter = new GoogleTokenCount();
    JsonNode body =
        counter.write(
            Asked.object("{\"contents\":[],\"generationConfig\":{\"topK\":1}}"), "tunedModels/m");

    assertThat(body.toString())
        .isEqualTo("{\"generateContentRequest\":{\"model\":\"tunedModels/m\",\"contents\":[]}}");
    assertThat(counter.read(json("{\"totalTokens\":33}"))).isEqualTo(33);
    for (String none : List.of("{}", "{\"totalTokens\":\"3\"}", "{\"totalTokens\":-1}", "[]")) {
      assertThatExceptionOfType(MalformedAnswer.class).isThrownBy(() -> counter.read(json(none)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, m, false, /models/m:generateContent",
    "RESPONSE, m, true, /models/m:streamGenerateContent?alt=sse",
    "COUNT_TOKENS, m, false, /models/m:countTokens",
    "EMBEDDINGS, tunedModels/a b, false, /tunedModels/a%20b:batchEmbedContents",
    "MESSAGES, publishers/google/models/m@001, false,"
        + " /publishers/google/models/m@001:generateContent",
    "CHAT, m?key=1#a, false, /models/m%3Fkey%3D1%23a:generateContent",
  })
  void thePathSaysWhichModelAndWhatIsAsked(
      Operation operation, String model, boolean streamed, String path) {
    assertThat(new GoogleProvider().path(operation, model, streamed)).isEqualTo(path);
  }

  private Optional<TranslatedCall> carry(String body) throws MalformedAnswer {
    return new EmbeddingsTranslation(new EmbeddingsTranslator(), new GoogleEmbeddings())
        .carry(
            ForeignRequest.of(Body.of(Buffer.buffer(body)), prefix -> prefix, 1, ESTIMATE),
            "gemini-up",
            TargetTraits.DEFAULT,
            findings);
  }

  private static TranslatedAnswer answer(Optional<TranslatedCall> call, String document)
      throws MalformedAnswer {
    return call.orElseThrow().answer(document.getBytes(UTF_8), false);
  }
}
