package com.plurence.gateway.demo.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer depends on. Read in one pass that decodes nothing but names, and tools and
 * schemas.
 *
 * @param stream whether events are wanted
 * @param usage whether the stream is to end with the token counts
 * @param prompt the beginning of the last user message, escaped as in JSON; empty without one
 * @param promptTokens a guess: a token for four bytes of the body
 * @param form what the answer must be, if it can't be any text
 */
public record ChatRequest(
    String model,
    boolean stream,
    boolean usage,
    String prompt,
    int promptTokens,
    Optional<Form> form) {
  private static final JsonFactory JSON = JsonMapper.builder().build().getFactory();
  private static final int BYTES_PER_TOKEN = 4;
  private static final int QUOTED = 200;

  /** Reads the body of a chat completion request. */
  public static ChatRequest of(byte[] body) throws BadRequest {
    try (JsonParser json = JSON.createParser(body)) {
      return new Scan(json).request(body);
    } catch (IOException e) {
      throw BadRequest.notJson();
    }
  }

  private static final class Scan {
    private static final int NOWHERE = -1;

    private final JsonParser json;
    private String model = "";
    private boolean stream;
    private boolean usage;
    private boolean messages;
    private final Map<String, JsonNode> wishes = new HashMap<>();
    private int promptAt = NOWHERE;

    Scan(JsonParser json) {
      this.json = json;
    }

    ChatRequest request(byte[] body) throws IOException, BadRequest {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw BadRequest.notJson();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json.currentName(), json.nextToken());
      }
      Model.known(model);
      if (!messages) {
        throw BadRequest.invalid("Missing required parameter: 'messages'.", "messages");
      }
      boolean plays = wishes.containsKey(Form.TOOLS) && Play.mayBeIn(body);
      String prompt =
          promptAt == NOWHERE || plays ? "" : JsonText.beginning(body, promptAt, QUOTED);
      return new ChatRequest(
          model,
          stream,
          usage,
          prompt,
          Math.max(1, body.length / BYTES_PER_TOKEN),
          plays ? Play.ofChat(body) : Form.of(wishes));
    }

    private void member(String name, JsonToken value) throws IOException {
      switch (name) {
        case "model" -> model = value == JsonToken.VALUE_STRING ? json.getText() : "";
        case "stream" -> stream = value == JsonToken.VALUE_TRUE;
        case "stream_options" -> streamOptions(value);
        case "messages" -> messages(value);
        case Form.TOOLS, Form.TOOL_CHOICE, Form.RESPONSE_FORMAT ->
            wishes.put(name, json.readValueAsTree());
        default -> json.skipChildren();
      }
    }

    private void streamOptions(JsonToken value) throws IOException {
      if (value != JsonToken.START_OBJECT) {
        return;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals("include_usage");
        if (json.nextToken() == JsonToken.VALUE_TRUE && wanted) {
          usage = true;
        }
        json.skipChildren();
      }
    }

    private void messages(JsonToken value) throws IOException {
      messages = value == JsonToken.START_ARRAY;
      if (!messages) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          message();
        } else {
          json.skipChildren();
        }
      }
    }

    private void message() throws IOException {
      boolean user = false;
      int textAt = NOWHERE;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("role") && value == JsonToken.VALUE_STRING) {
          user = json.getText().equals("user");
        } else if (name.equals("content")) {
          textAt = content(value);
        } else {
          json.skipChildren();
        }
      }
      if (user && textAt != NOWHERE) {
        promptAt = textAt;
      }
    }

    private int content(JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_STRING) {
        return here();
      }
      int textAt = NOWHERE;
      if (value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          textAt = Math.max(textAt, part());
        }
      }
      json.skipChildren();
      return textAt;
    }

    private int part() throws IOException {
      int textAt = NOWHERE;
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return textAt;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean text = json.currentName().equals("text");
        if (json.nextToken() == JsonToken.VALUE_STRING && text) {
          textAt = here();
        }
        json.skipChildren();
      }
      return textAt;
    }

    private int here() {
      return (int) json.currentTokenLocation().getByteOffset();
    }
  }
}
