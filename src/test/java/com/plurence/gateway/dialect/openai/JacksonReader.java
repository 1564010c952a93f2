package com.plurence.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.plurence.gateway.dialect.EventKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads chunks and documents with Jackson's streaming parser, as far as it takes to say what kind
 * of event they are and what they cost: what the scanner is measured against.
 */
final class JacksonReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(ResponseScan.MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Choices ended = new Choices();
  private boolean content;
  private boolean choices;
  private boolean error;
  private long tokens;

  /** What an event is, or a document would be; malformed if the parser refuses it. */
  EventKind read(byte[] data) {
    content = false;
    choices = false;
    error = false;
    tokens = 0;
    if (!isUtf8(data)) {
      return EventKind.MALFORMED;
    }
    try (JsonParser json = JSON.createParser(data)) {
      root(json);
      if (json.nextToken() != null) {
        return EventKind.MALFORMED;
      }
    } catch (IOException e) {
      return EventKind.MALFORMED;
    }
    if (error) {
      return EventKind.ERROR;
    }
    if (content) {
      return EventKind.CONTENT;
    }
    return choices ? EventKind.OPENING : EventKind.NOTHING;
  }

  /** All tokens of the last one. */
  long tokens() {
    return tokens;
  }

  /** The parser passes over strings without a look at what their bytes are. */
  private static boolean isUtf8(byte[] data) {
    int all = 0;
    for (byte b : data) {
      all |= b;
    }
    return all >= 0 || decodes(data);
  }

  private static boolean decodes(byte[] data) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).hasRemaining();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private void root(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "choices" -> choices(json, value);
        case "usage" -> usage(json, value);
        case "error" -> error |= bringsSomething(json, value);
        case "object" -> error |= value == JsonToken.VALUE_STRING && json.getText().equals("error");
        default -> json.skipChildren();
      }
    }
  }

  private void choices(JsonParser json, JsonToken list) throws IOException {
    if (list != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
      choices = true;
      if (item == JsonToken.START_OBJECT) {
        choice(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void choice(JsonParser json) throws IOException {
    long index = 0;
    boolean finished = false;
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "delta" -> delta(json, value);
        case "text", "message" -> content |= bringsSomething(json, value);
        case "finish_reason" -> finished = bringsSomething(json, value);
        case "index" -> index = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
        default -> json.skipChildren();
      }
    }
    content |= finished;
    ended.seen(index, finished);
  }

  private void delta(JsonParser json, JsonToken delta) throws IOException {
    if (delta != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (name.equals("role")) {
        json.skipChildren();
      } else {
        content |= bringsSomething(json, value);
      }
    }
  }

  private static boolean bringsSomething(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL, VALUE_FALSE -> false;
      case VALUE_STRING -> json.getTextLength() > 0;
      case START_OBJECT, START_ARRAY -> hasContent(json);
      default -> true;
    };
  }

  private static boolean hasContent(JsonParser json) throws IOException {
    boolean some = false;
    int open = 1;
    while (open > 0) {
      JsonToken next = json.nextToken();
      open += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      some |= open > 0;
    }
    return some;
  }

  private void usage(JsonParser json, JsonToken usage) throws IOException {
    if (usage != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (name.equals("total_tokens") && value == JsonToken.VALUE_NUMBER_INT) {
        tokens = json.getLongValue();
      } else {
        json.skipChildren();
      }
    }
  }
}
