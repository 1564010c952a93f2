package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SseWriterTest {
  @Test
  void aNamedEventHasItsNameItsDataAndABlankLine() {
    Buffer written = SseWriter.event("error", "{\"message\":\"né\"}".getBytes(UTF_8));

    assertThat(written.toString()).isEqualTo("event: error\ndata: {\"message\":\"né\"}\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'data: \n\n'",
    "'{}', 'data: {}\n\n'",
    "'a\nb', 'data: a\ndata: b\n\n'",
    "'a\r\nb\rc\n', 'data: a\ndata: b\ndata: c\ndata: \n\n'"
  })
  void eachLineOfThePayloadIsADataLine(String payload, String expected) {
    Buffer written = SseWriter.data(payload.getBytes(UTF_8));

    assertThat(written.toString()).isEqualTo(expected);
  }

  @Test
  void aPartOfAnArrayIsAddedToWhatIsThere() {
    byte[] payload = "no{}no".getBytes(UTF_8);

    Buffer written = SseWriter.appendData(SseWriter.data(new byte[] {'1'}), payload, 2, 2);

    assertThat(written.toString()).isEqualTo("data: 1\n\ndata: {}\n\n");
  }

  @Test
  void whatIsWrittenIsReadAsWritten() {
    Buffer written =
        SseWriter.event("error", "a\nb".getBytes(UTF_8))
            .appendBuffer(SseWriter.data("[DONE]".getBytes(UTF_8)));

    Seen seen = Seen.of(written.getBytes());

    assertThat(seen.forwarded()).isEqualTo(written.toString());
    assertThat(seen.events())
        .containsExactly(new Seen.Event("error", true, "a\nb"), new Seen.Event("", true, "[DONE]"));
  }

  @Test
  void aNameOfTwoLinesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SseWriter.event("a\ndata: x", new byte[0]));
  }
}
