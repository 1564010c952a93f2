package com.plurence.gateway.demo.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|",
        "[{\"role\":\"system\",\"content\":\"a\"}]|",
        "[{\"role\":\"user\",\"content\":null}]|",
        "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]|b",
        "[{\"content\":\"a\",\"role\":\"user\",\"name\":{\"x\":[1]}},{\"role\":\"tool\"}]|a",
        "[{\"role\":\"user\",\"content\":[{\"text\":\"a\"},{\"image_url\":{\"url\":\"u\"}},7]}]|a",
        "[1,[2],\"x\",{\"role\":\"user\",\"content\":\"a\"}]|a"
      })
  void findsTheLastUserMessage(String messages, String prompt) throws Exception {
    ChatRequest chat = read("{\"messages\":" + messages + ",\"model\":\"m\"}");

    assertThat(chat.prompt()).isEqualTo(prompt == null ? "" : prompt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "é", "€", "\uD83D\uDE00", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\\""})
  void cutsALongMessageBetweenCharacters(String character) throws Exception {
    for (int before = 0; before < 12; before++) {
      String message = "x".repeat(before) + character.repeat(300);

      String prompt =
          read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\""
                  + message
                  + "\"}]}")
              .prompt();

      assertThat(prompt.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(188, 200);
      assertThat(decoded(message)).startsWith(decoded(prompt)).doesNotContain("\uFFFD");
    }
  }

  @Test
  void takesALoneSurrogateForWhatItIs() throws Exception {
    ChatRequest chat =
        read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud83d\"}]}");

    assertThat(chat.prompt()).isEqualTo("\\ud83d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|{\"include_usage\":true}|true|true",
        "true|{\"include_usage\":false,\"x\":{\"include_usage\":true}}|true|false",
        "false|null|false|false"
      })
  void readsHowToStream(String stream, String options, boolean streams, boolean usage)
      throws Exception {
    ChatRequest chat =
        read(
            "{\"model\":\"m\",\"messages\":[],\"stream\":"
                + stream
                + ",\"stream_options\":"
                + options
                + "}");

    assertThat(chat.stream()).isEqualTo(streams);
    assertThat(chat.usage()).isEqualTo(usage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"messages\":[", "{\"messages\":[{\"role\":\"user\"", "nul"})
  void refusesWhatIsNoJsonObject(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(BadRequest.class);
  }

  private static ChatRequest read(String body) throws BadRequest {
    return ChatRequest.of(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String escaped) {
    return new JsonArray("[\"" + escaped + "\"]").getString(0);
  }
}
