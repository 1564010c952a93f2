package com.plurence.gateway.demo.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The answers to what is neither chat nor embeddings: short, and always the same. */
public final class OtherResponses {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String USAGE =
      "\"usage\":{\"input_tokens\":7,\"output_tokens\":3,\"total_tokens\":10}";
  private static final String PICTURES =
      "{\"created\":1767225600,\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]," + USAGE + "}";
  private static final String TEXT = "{\"text\":\"Hello from the demo.\"," + USAGE + "}";
  private static final String CHOICE =
      "{\"id\":\"cmpl-demo\",\"object\":\"text_completion\",\"created\":1767225600,\"model\":\"MODEL\","
          + "\"choices\":[{\"index\":0,\"text\":\"Hello\",\"logprobs\":null,\"finish_reason\":\"stop\"}]"
          + "%s}";
  private static final String RESPONSE =
      "{\"id\":\"resp_demo\",\"object\":\"response\",\"created_at\":1767225600,\"model\":\"MODEL\","
          + "\"status\":\"completed\",\"error\":null,\"output\":[{\"id\":\"msg_demo\",\"type\":\"message\","
          + "\"role\":\"assistant\",\"status\":\"completed\",\"content\":[{\"type\":\"output_text\","
          + "\"text\":\"Hello\",\"annotations\":[]}]}],"
          + USAGE
          + "}";

  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry(
              "/v1/completions",
              CHOICE.formatted(
                  ",\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}")),
          Map.entry("/v1/responses", RESPONSE),
          Map.entry(
              "/v1/moderations",
              "{\"id\":\"modr-demo\",\"model\":\"MODEL\",\"results\":[{\"flagged\":false}]}"),
          Map.entry(
              "/v1/rerank",
              "{\"id\":\"rerank-demo\",\"results\":[{\"index\":0,\"relevance_score\":0.9}]}"),
          Map.entry("/v1/images/generations", PICTURES),
          Map.entry("/v1/images/edits", PICTURES),
          Map.entry("/v1/images/variations", PICTURES),
          Map.entry("/v1/audio/transcriptions", TEXT),
          Map.entry("/v1/audio/translations", TEXT));

  private static final Map<String, String> STREAMED =
      Map.of(
          "/v1/completions",
          "data: "
              + CHOICE.formatted("")
              + "\n\ndata: {\"id\":\"cmpl-demo\",\"choices\":[],"
              + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}"
              + "\n\ndata: [DONE]\n\n",
          "/v1/responses",
          "event: response.created\n"
              + "data:"
              + " {\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_demo\",\"status\":\"in_progress\"}}\n\n"
              + "event: response.output_text.delta\n"
              + "data:"
              + " {\"type\":\"response.output_text.delta\",\"sequence_number\":1,\"item_id\":\"msg_demo\",\"output_index\":0,\"content_index\":0,\"delta\":\"Hello\"}\n\n"
              + "event: response.completed\n"
              + "data: {\"type\":\"response.completed\",\"sequence_number\":2,\"response\":"
              + RESPONSE
              + "}\n\n");

  /** A wave file of no samples: 8 kHz, one channel of 16 bits. */
  private static final byte[] SILENCE = {
    'R',
    'I',
    'F',
    'F',
    36,
    0,
    0,
    0,
    'W',
    'A',
    'V',
    'E',
    'f',
    'm',
    't',
    ' ',
    16,
    0,
    0,
    0,
    1,
    0,
    1,
    0,
    64,
    31,
    0,
    0,
    (byte) 128,
    62,
    0,
    0,
    2,
    0,
    16,
    0,
    'd',
    'a',
    't',
    'a',
    0,
    0,
    0,
    0
  };

  private OtherResponses() {}

  /**
   * An answer.
   *
   * @param contentType as it is sent
   */
  public record Typed(String contentType, Body body) {}

  /** The answer to a request for {@code path}; empty if there is nothing there. */
  public static Optional<Typed> to(String path, byte[] body) throws BadRequest {
    if (path.equals("/v1/audio/speech")) {
      return Optional.of(new Typed("audio/wav", Body.of(Buffer.buffer(SILENCE))));
    }
    if (!WHOLE.containsKey(path)) {
      return Optional.empty();
    }
    Asked asked = Asked.in(body);
    Optional<String> events =
        asked.stream ? Optional.ofNullable(STREAMED.get(path)) : Optional.empty();
    String text = events.orElseGet(() -> WHOLE.getOrDefault(path, ""));
    String model = JsonText.escaped(Model.known(asked.model));
    return Optional.of(
        new Typed(
            events.isPresent() ? Replies.EVENTS : Replies.JSON,
            Body.of(text.replace("MODEL", model))));
  }

  /** What is read of a request; of one that is not JSON nothing is. */
  private static final class Asked {
    private String model = "demo";
    private boolean stream;

    static Asked in(byte[] body) {
      Asked asked = new Asked();
      try (JsonParser json = JSON.createParser(body)) {
        asked.read(json);
      } catch (IOException notJson) {
        return new Asked();
      }
      return asked;
    }

    private void read(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "model" -> model = json.getText();
          case "stream" -> stream = value == JsonToken.VALUE_TRUE;
          default -> json.skipChildren();
        }
      }
    }
  }
}
