package com.plurence.gateway.dialect.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.golden.GoldenEvents;
import com.plurence.gateway.testing.golden.GoldenMatch;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponsesStreamTest {
  private static final int SEEDS = 300;

  private final ToolNames names = new ToolNames(ToolNames.Rule.USUAL);
  private int made;

  private ResponseContext context(boolean sealsWanted) {
    made = 0;
    ObjectNode echo = JsonNodeFactory.instance.objectNode().put("truncation", "disabled");
    return new ResponseContext(
        names,
        Set.of("apply_patch"),
        true,
        sealsWanted,
        Optional.of(echo),
        prefix -> prefix + made++,
        1_767_225_600,
        7);
  }

  private AnswerEventWriter writer(boolean sealsWanted) {
    return new ResponsesClientTranslator().events(context(sealsWanted));
  }

  @Test
  void everyStreamMakesTheSameResponseAsTheWhole() {
    ResponsesClientTranslator translator = new ResponsesClientTranslator();
    for (int seed = 0; seed < SEEDS; seed++) {
      boolean sealsWanted = seed % 2 == 0;
      Buffer stream = Buffer.buffer();
      AnswerEventWriter writer = translator.events(context(sealsWanted));
      ModelAnswer answer =
          new RandomAnswer(seed, writer).tell(() -> stream.appendBuffer(writer.take()));
      stream.appendBuffer(writer.take());

      ReassembledResponse reassembled = new ReassembledResponse(stream.toString());
      JsonNode whole = GoldenMatch.parse(translator.write(answer, context(sealsWanted)).toString());
      assertThat(reassembled.last().get("response")).as("seed %d", seed).isEqualTo(whole);
      assertThat(reassembled.last().get("type").textValue())
          .isEqualTo("response." + whole.get("status").textValue());
    }
  }

  @Test
  void aStreamThatBreaksAnywhereEndsInOneFailureWithTheItemsThatAreDone() {
    ErrorBody failure = new ErrorBody(ErrorCode.STREAM_RESET.toException(), "request");
    for (int seed = 0; seed < SEEDS; seed++) {
      Buffer whole = Buffer.buffer();
      Buffer cut = Buffer.buffer();
      int left = seed % 9;
      AnswerEventWriter writer = writer(true);
      new RandomAnswer(seed, writer).tell(new Breaking(left, writer, whole, cut, failure));
      if (cut.length() == 0) {
        continue; // it was over before
      }

      JsonNode last = new ReassembledResponse(cut.toString()).last();
      assertThat(last.get("type").textValue()).isEqualTo("response.failed");
      assertThat(last.get("response").get("status").textValue()).isEqualTo("failed");
      assertThat(last.get("response").get("output")).isEqualTo(done(cut.toString()));
    }
  }

  /** Breaks a stream after some of its events. */
  private static final class Breaking implements Runnable {
    private final AnswerEventWriter writer;
    private final Buffer whole;
    private final Buffer cut;
    private final ErrorBody failure;
    private int left;

    private Breaking(
        int left, AnswerEventWriter writer, Buffer whole, Buffer cut, ErrorBody failure) {
      this.left = left;
      this.writer = writer;
      this.whole = whole;
      this.cut = cut;
      this.failure = failure;
    }

    @Override
    public void run() {
      if (left-- == 0) {
        cut.appendBuffer(whole).appendBuffer(writer.failure(failure));
      }
      whole.appendBuffer(writer.take());
    }
  }

  private static JsonNode done(String stream) {
    var done = JsonNodeFactory.instance.arrayNode();
    for (JsonNode event : GoldenEvents.of(stream)) {
      if (event.get("event").textValue().equals("response.output_item.done")) {
        done.add(event.get("data").get("item"));
      }
    }
    return done;
  }

  @Test
  void nothingIsSaidBeforeTheFirstContent() {
    AnswerEventWriter writer = writer(false);

    writer.start("id", "up", Optional.empty());
    writer.seal(new Seal(Seal.Kind.ANTHROPIC, "only for those who ask"));

    assertThat(writer.take().length()).isZero();
    writer.finish(Finish.of(Finish.Reason.FILTER));
    writer.end();
    JsonNode response = new ReassembledResponse(writer.take().toString()).last().get("response");
    assertThat(response.has("usage")).isFalse();
    assertThat(response.at("/incomplete_details/reason").textValue()).isEqualTo("content_filter");
  }

  @Test
  void theSignatureOfACallStandsInTheThoughtThatIsOpenBeforeIt() {
    AnswerEventWriter writer = writer(true);
    writer.start("id", "up", Optional.empty());
    writer.reasoning("Hm.");
    writer.call(0, "c1", "get_weather", Optional.of("AbCd"));
    writer.callEnd();
    writer.call(1, "c2", "get_weather", Optional.of("EfGh"));
    writer.callEnd();
    writer.finish(Finish.of(Finish.Reason.CALLS));
    writer.end();

    assertThat(new ReassembledResponse(writer.take().toString()).output())
        .extracting(item -> item.get("type").textValue() + item.path("encrypted_content"))
        .containsExactly(
            "reasoning\"plr1.g.AbCd\"",
            "function_call",
            "reasoning\"plr1.g.EfGh\"",
            "function_call");
  }

  @ParameterizedTest
  @CsvSource({
    "STREAM_RESET, server_error",
    "PROVIDER_RATE_LIMITED, rate_limit_exceeded",
    "PROVIDER_REJECTED, invalid_prompt"
  })
  void aFailureHasTheNearestWordOfTheSdks(ErrorCode code, String word) {
    Buffer event = writer(false).failure(new ErrorBody(code.toException("x"), "request"));

    JsonNode data = GoldenEvents.of(event.toString()).get(0).get("data");
    assertThat(data.at("/response/error/code").textValue()).isEqualTo(word);
    assertThat(data.at("/error/message")).isEqualTo(data.at("/response/error/message"));
    assertThat(data.get("error_id").textValue()).isEqualTo(code.id());
  }
}
