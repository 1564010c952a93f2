package com.plurence.gateway.dialect.anthropic.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MessageEventWriterTest {
  private static final Pattern DATA = Pattern.compile("data: (.*)\n");

  private final MessageEventWriter writer =
      new MessageEventWriter(
          new ResponseContext(
              new ToolNames(ToolNames.Rule.USUAL),
              Set.of(),
              true,
              true,
              Optional.empty(),
              prefix -> prefix + "1",
              1,
              7));

  private List<String> data(String stream) {
    return DATA.matcher(stream).results().map(match -> match.group(1)).toList();
  }

  @Test
  void aCallIsSignedByTheThoughtBeforeItOrByAnEmptyOne() {
    writer.start("m", "x", Optional.empty());
    assertThat(writer.take().length()).isZero();
    writer.reasoning("Hm");
    writer.call(0, "a", "f", Optional.of("S"));
    writer.callEnd();
    writer.call(1, "b", "g", Optional.of("T"));
    writer.callEnd();

    assertThat(
            data(writer.take().toString()).stream()
                .skip(1)
                .filter(event -> !event.contains("tool_use")))
        .containsExactly(
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"plr1.g.S\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"content_block_stop\",\"index\":1}",
            "{\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"plr1.g.T\"}}",
            "{\"type\":\"content_block_stop\",\"index\":2}",
            "{\"type\":\"content_block_stop\",\"index\":3}");
  }

  @Test
  void aBrokenStreamKeepsWhatCameAndEndsInTheError() {
    writer.start("m", "x", Optional.empty());
    writer.ping();
    writer.text("a\"\n\ud83d");
    writer.text("\ude00");
    writer.ping();

    String stream =
        writer.failure(new ErrorBody(ErrorCode.STREAM_STALLED.toException(), "id")).toString();

    assertThat(stream)
        .contains("\"text\":\"a\\\"\\n\\uD83D\"")
        .containsOnlyOnce("event: ping\ndata: {\"type\":\"ping\"}\n\n")
        .contains("event: error\ndata: {\"error_id\":\"DAT000201\"")
        .doesNotContain("message_delta", "message_stop");
    assertThat(data(stream)).hasSize(6);
  }

  @Test
  void aThoughtOfAnthropicKeepsItsOwnSeal() {
    writer.start("m", "x", Optional.empty());
    writer.reasoning("Hm");
    writer.seal(new Seal(Seal.Kind.ANTHROPIC, "EqQB"));
    writer.seal(new Seal(Seal.Kind.ANTHROPIC_REDACTED, "c2Vj"));
    writer.seal(Seal.NONE);
    writer.end();

    assertThat(writer.take().toString())
        .contains("\"signature\":\"EqQB\"", "{\"type\":\"redacted_thinking\",\"data\":\"c2Vj\"}")
        .doesNotContain("plr1")
        .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
  }
}
