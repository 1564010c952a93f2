package com.plurence.gateway.dialect.google;

import static com.plurence.gateway.dialect.google.Told.event;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What streams say where no golden case tells. */
final class GoogleStreamTest {
  private static final String HELLO = event(says("Hel", null));
  private static final String ERROR = "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}";

  @Test
  void theReasonMayComeWithEveryEventAndTheLastCounts() {
    assertThat(
            Told.by(
                event(says("Hel", "MAX_TOKENS"))
                    + event(says("lo", "FINISH_REASON_UNSPECIFIED"))
                    + event(says("!", "STOP"))
                    + event("{\"usageMetadata\":{\"promptTokenCount\":3}}")))
        .containsExactly(
            "start gen_0 m", "text Hel", "text lo", "text !", "finish STOP", "usage 3 0", "end");
  }

  @Test
  void aStreamWithoutAReasonDoesNotEnd() {
    assertThat(Told.by(HELLO + event("{}") + event("{\"new\":[]}")))
        .containsExactly("start gen_0 m", "text Hel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: " + ERROR + "\n\n",
        "data: [" + ERROR + "]\n\n",
        ERROR,
        "[" + ERROR + "]\n",
        "[{\n  \"error\": {\n    \"code\": 503,\n    \"status\": \"UNAVAILABLE\"\n  }\n}\n]\n",
        "\r\n{\r\n  \"error\": {\r\n    \"code\": 503\r\n  }\r\n}\r\n\r\n: end\r\n\r\n",
      })
  void anErrorIsOneInWhateverFormAndNothingFollows(String error) {
    assertThat(Told.by(HELLO + error + "\n\n" + HELLO))
        .containsExactly("start gen_0 m", "text Hel", "fault 503");
  }

  @Test
  void bareJsonThatIsNoErrorIsReadAsAnEvent() {
    assertThat(Told.by(HELLO + "{\"error\":null}\n\n" + says("lo", null) + "\n\n{broken"))
        .containsExactly("start gen_0 m", "text Hel", "text lo", "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MALFORMED_FUNCTION_CALL",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "MALFORMED_RESPONSE",
        "MISSING_THOUGHT_SIGNATURE"
      })
  void whatTheModelGarbledIsNoResponseAndBehindContentAnError(String reason) {
    String garbled = event("{\"candidates\":[{\"finishReason\":\"" + reason + "\"}]}");

    assertThat(Told.by(garbled)).containsExactly("start gen_0 ", "malformed");
    assertThat(Told.by(HELLO + garbled)).containsExactly("start gen_0 m", "text Hel", "fault 500");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "CONTINUATION, LENGTH",
    "RECITATION, FILTER RECITATION",
    "NEW_REASON, UNKNOWN NEW_REASON",
  })
  void aFilterWithoutAWordExplainsItself(String reason, String finish) {
    String silent =
        event(
            "{\"modelVersion\":\"m\",\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hm.\","
                + "\"thought\":true}]},\"finishReason\":\""
                + reason
                + "\"}]}");

    assertThat(Told.by(silent))
        .containsExactly("start gen_0 m", "reasoning Hm.", "finish " + finish, "end");
    assertThat(Told.by(HELLO + silent)).contains("finish " + finish.replaceAll(" .*", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "\"text\"",
        "[]",
        "{\"candidates\":{}}",
        "{\"candidates\":[1]}",
        "{\"candidates\":[{\"content\":[]}]}",
        "{\"candidates\":[{\"content\":{\"parts\":{}}}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[null]}}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":1}]}}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{}}]}}]}",
        "{\"candidates\":[{\"finishReason\":1}]}",
        "{\"promptFeedback\":1}",
      })
  void anEventOfAnotherFormIsMalformed(String data) {
    assertThat(Told.by(HELLO + event(data) + HELLO))
        .containsExactly("start gen_0 m", "text Hel", "malformed");
  }

  @Test
  void anotherCandidateIsNobodysAndUnknownPartsAreNothing() {
    assertThat(
            Told.by(
                event(
                    "{\"responseId\":\"r\",\"candidates\":["
                        + "{\"index\":1,\"content\":{\"parts\":[{\"text\":\"B\"}]},\"finishReason\":\"SAFETY\"},"
                        + "{\"content\":{\"parts\":[{\"executableCode\":{}},{\"text\":null},"
                        + "{\"functionCall\":{\"name\":\"f\",\"args\":\"x\",\"id\":\"\"},\"thoughtSignature\":\"\"}]},"
                        + "\"finishReason\":\"STOP\"}]}")))
        .containsExactly(
            "start r ",
            "call 0 call_0 f",
            "arguments {\"_raw\":\"x\"}",
            "call end",
            "finish CALLS",
            "end");
  }

  private static String says(String text, @Nullable String reason) {
    return "{\"modelVersion\":\"m\",\"candidates\":[{\"content\":{\"parts\":[{\"text\":\""
        + text
        + "\"}]}"
        + (reason == null ? "" : ",\"finishReason\":\"" + reason + "\"")
        + "}]}";
  }
}
