package com.plurence.gateway.demo.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.Fault;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The answer to {@code POST /v1/embeddings}. */
public final class Embeddings {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_DIMENSIONS = 1536;
  private static final int MOST_DIMENSIONS = 16_384;
  private static final int MOST_INPUTS = 2048;
  private static final int MOST_NUMBERS_AT_ONCE = 32 * 1024;
  private static final int BYTES_PER_TOKEN = 4;

  private final int tokens;
  private final List<Integer> seeds = new ArrayList<>();
  private String model = "";
  private boolean base64;
  private int dimensions = USUAL_DIMENSIONS;

  private Embeddings(int tokens) {
    this.tokens = tokens;
  }

  /** What a request's body asks for. */
  public static Embeddings of(byte[] body) throws BadRequest {
    Embeddings embeddings = new Embeddings(Math.max(1, body.length / BYTES_PER_TOKEN));
    try (JsonParser json = JSON.createParser(body)) {
      embeddings.read(json);
    } catch (IOException e) {
      throw BadRequest.notJson();
    }
    embeddings.check();
    return embeddings;
  }

  private void read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "model" -> model = value == JsonToken.VALUE_STRING ? json.getText() : "";
        case "encoding_format" -> base64 = "base64".equals(json.getText());
        case "dimensions" -> dimensions = dimensions(json, value);
        case "input" -> readInput(json, value);
        default -> json.skipChildren();
      }
    }
  }

  private static int dimensions(JsonParser json, JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_NUMBER_INT -> json.getIntValue();
      case VALUE_NULL -> USUAL_DIMENSIONS;
      default -> 0;
    };
  }

  /** A text, a list of tokens, or a list of either. */
  private void readInput(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      seeds.add(json.getText().hashCode());
      json.skipChildren();
      return;
    }
    int tokens = 0;
    boolean tokenList = false;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      switch (json.currentToken()) {
        case VALUE_STRING -> seeds.add(json.getText().hashCode());
        case START_ARRAY -> seeds.add(tokens(json));
        default -> {
          tokenList = true;
          tokens = 31 * tokens + json.getText().hashCode();
          json.skipChildren();
        }
      }
    }
    if (tokenList) {
      seeds.add(tokens);
    }
  }

  private static int tokens(JsonParser json) throws IOException {
    int tokens = 1;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      tokens = 31 * tokens + json.getText().hashCode();
      json.skipChildren();
    }
    return tokens;
  }

  private void check() throws BadRequest {
    Model.known(model);
    if (seeds.isEmpty() || seeds.size() > MOST_INPUTS) {
      throw BadRequest.invalid("'input' must have 1 to " + MOST_INPUTS + " items.", "input");
    }
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw BadRequest.invalid(
          "'dimensions' must be a whole number from 1 to " + MOST_DIMENSIONS + ".", "dimensions");
    }
  }

  /** Whether the answer is too large to be in memory as a whole. */
  private boolean isLarge() {
    return (long) seeds.size() * dimensions > MOST_NUMBERS_AT_ONCE;
  }

  /**
   * The answer as {@code script} wants it. A large one is sent one vector after the other, and can
   * only be normal.
   */
  public Reply reply(DemoScript script) throws BadRequest {
    if (!isLarge()) {
      StringBuilder json = new StringBuilder();
      for (int i = 0; i < seeds.size(); i++) {
        write(json, i);
      }
      return Replies.plain(script, Body.of(json.toString()));
    }
    if (script.fault() != Fault.NONE) {
      throw BadRequest.invalid("An answer of that size has no faults.", "input");
    }
    return Replies.unmeasured(
        script,
        IntStream.range(0, seeds.size())
            .mapToObj(
                i -> {
                  StringBuilder json = new StringBuilder();
                  write(json, i);
                  return Buffer.buffer(json.toString());
                })
            .iterator());
  }

  /** The vector of that index, and what stands before the first and after the last. */
  private void write(StringBuilder json, int index) {
    json.append(index == 0 ? "{\"object\":\"list\",\"data\":[" : ",")
        .append("{\"object\":\"embedding\",\"index\":")
        .append(index)
        .append(",\"embedding\":");
    if (base64) {
      Vectors.writeBase64(json, seeds.get(index), dimensions);
    } else {
      Vectors.writeFloats(json, seeds.get(index), dimensions);
    }
    json.append('}');
    if (index == seeds.size() - 1) {
      json.append("],\"model\":\"").append(JsonText.escaped(model));
      json.append("\",\"usage\":{\"prompt_tokens\":").append(tokens);
      json.append(",\"total_tokens\":").append(tokens).append("}}");
    }
  }
}
