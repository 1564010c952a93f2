package com.plurence.gateway.dialect.openai;

import static com.plurence.gateway.dialect.EventKind.CONTENT;
import static com.plurence.gateway.dialect.EventKind.ERROR;
import static com.plurence.gateway.dialect.EventKind.MALFORMED;
import static com.plurence.gateway.dialect.EventKind.NOTHING;
import static com.plurence.gateway.dialect.EventKind.OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.record.TokenUsage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventScanTest {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}";

  private final EventScan events = new EventScan();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"content\":\"a\"",
        "\"role\":\"assistant\",\"content\":\" \"",
        "\"content\":null,\"tool_calls\":[{\"index\":0}]",
        "\"function_call\":{\"name\":\"f\"}",
        "\"refusal\":\"no\"",
        "\"reasoning_content\":\"hm\"",
        "\"reasoning\":\"hm\"",
        "\"audio\":{\"id\":\"1\"}"
      })
  void callsADeltaThatBringsSomethingContent(String delta) {
    assertThat(read("{\"choices\":[{\"index\":0,\"delta\":{" + delta + "}}]}")).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"delta\":{}},{\"delta\":{\"content\":\"b\"}}]}",
        "{\"choices\":[{\"text\":\"old\"}]}",
        "{\"choices\":[{\"message\":{\"content\":\"whole\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"\",\"images\":[{\"type\":\"image_url\"}]}}]}",
        "{\"choices\":[{\"delta\":{\"of_next_year\":1}}]}"
      })
  void callsEventsThatEndAChoiceOrBringAnythingAtAllContent(String data) {
    assertThat(read(data)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}",
        "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}}]}",
        "{\"choices\":[{\"delta\":{\"content\":null,\"tool_calls\":[]}}],\"error\":null}",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"\"}]}",
        "{\"choices\":[{\"delta\":null}]}"
      })
  void callsEventsWithAChoiceThatBringsNothingYetOpenings(String data) {
    assertThat(read(data)).isEqualTo(OPENING);
    assertThat(events.hasUsage()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[]}",
        "{\"choices\":null}",
        "{\"choices\":[],\"prompt_filter_results\":[{\"content\":\"x\"}]}",
        "{\"type\":\"response.created\"}",
        "{\"type\":\"ping\"}",
        "{\"choices\":{}}",
        "{}",
        "[1]",
        "\"text\"",
        "7"
      })
  void callsEventsWithoutAChoiceNothing(String data) {
    assertThat(read(data)).isEqualTo(NOTHING);
    assertThat(events.hasUsage()).isFalse();
    assertThat(events.isPing()).isEqualTo(data.contains("ping\""));
  }

  @Test
  void knowsThatEveryChoiceThatBeganHasEnded() {
    read("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"a\"}},{\"delta\":{}}]}");
    read("{\"choices\":[{\"finish_reason\":\"stop\",\"index\":1}]}");
    boolean early = events.allEnded();
    read("{\"choices\":[{\"finish_reason\":\"length\",\"index\":0}]}");
    read("{\"choices\":[{\"index\":1,\"delta\":{}}]}");

    assertThat(early).isFalse();
    assertThat(events.allEnded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "{", "[DONE]", "{\"choices\":[{]}", "{\"error\":{}", "\"\u0001\""})
  void callsWhatIsNotJsonMalformed(String data) {
    assertThat(read(data)).isEqualTo(MALFORMED);
    assertThat(events.error()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":{\"message\":\"no\",\"code\":429}} | no",
        "{\"choices\":[],\"error\":{\"message\":\"no\"}} | no",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"error\":\"no\"} | no",
        "{\"object\":\"error\",\"message\":\"no\",\"code\":500} | no"
      })
  void findsErrors(String data, String message) {
    assertThat(read(data)).isEqualTo(ERROR);
    assertThat(events.error().orElseThrow().message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[],%s} | NOTHING | true | true",
        "{\"choices\":[ ],%s} | NOTHING | true | true",
        "{%s,\"choices\":[{\"delta\":{\"content\":\"a\"}}]} | CONTENT | true | false",
        "{%s} | NOTHING | true | true",
        "{\"choices\":null,%s} | NOTHING | true | true",
        "{\"choices\":[],\"usage\":null} | NOTHING | false | false"
      })
  void knowsUsageAndWhetherItIsAlone(String data, EventKind kind, boolean usage, boolean alone) {
    assertThat(read(data.formatted(USAGE))).isEqualTo(kind);
    assertThat(events.hasUsage()).isEqualTo(usage);
    assertThat(events.isUsageOnly()).isEqualTo(alone);
    assertThat(events.usage().isPresent()).isEqualTo(usage);
  }

  @Test
  void tellsOnlyOfTheLastEvent() {
    read("{\"choices\":[{\"finish_reason\":\"stop\"}]," + USAGE + ",\"error\":{\"code\":\"c\"}}");
    read("{\"choices\":[[[{\"finish");

    EventKind kind = read("{\"choices\":[]}");

    assertThat(kind).isEqualTo(NOTHING);
    assertThat(events.usage()).isEmpty();
    assertThat(events.error()).isEmpty();
    assertThat(events.finishReason()).isEmpty();
  }

  @Test
  void readsTheBytesItIsGivenAndNoOthers() {
    byte[] bytes = ("data: {\"choices\":[]," + USAGE + "}\n\n").getBytes(StandardCharsets.UTF_8);

    EventKind kind = events.read(bytes, 6, bytes.length - 2);

    assertThat(kind).isEqualTo(NOTHING);
    assertThat(events.usage()).contains(TokenUsage.ofWholes(1, 0, 0, 2, 0));
  }

  private EventKind read(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    return events.read(bytes, 0, bytes.length);
  }
}
