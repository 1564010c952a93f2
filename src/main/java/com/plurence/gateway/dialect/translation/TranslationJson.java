package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.body.PiecesOutput;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** JSON as translators read and write it: numbers as exact as they came. */
public final class TranslationJson {
  /** As deep as the gateway's own scan lets a body be by default, and more. */
  private static final int MAX_DEPTH = 512;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNumberLength(1000)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectWriter ESCAPING =
      MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private TranslationJson() {}

  @FunctionalInterface
  private interface Source {
    JsonNode read() throws IOException;
  }

  /**
   * Reads one JSON value.
   *
   * @throws MalformedAnswer if it is none
   */
  public static JsonNode read(byte[] bytes, int from, int to) throws MalformedAnswer {
    return read(() -> MAPPER.readTree(bytes, from, to - from));
  }

  private static JsonNode read(Source source) throws MalformedAnswer {
    try {
      JsonNode node = source.read();
      if (node.isMissingNode()) {
        throw new MalformedAnswer("nothing but white space");
      }
      return node;
    } catch (JsonProcessingException broken) {
      throw new MalformedAnswer("not JSON");
    } catch (NumberFormatException beyondCounting) {
      throw new MalformedAnswer("a number with an exponent that none has");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // it reads from memory
    }
  }

  /** As {@link #read(byte[], int, int)}, of a body that is not copied for it. */
  public static JsonNode read(Body body) throws MalformedAnswer {
    return read(() -> MAPPER.readTree(body.stream()));
  }

  /** As {@link #read(byte[], int, int)}. */
  public static JsonNode read(String text) throws MalformedAnswer {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return read(bytes, 0, bytes.length);
  }

  /** The bytes of {@code node}, without white space. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException halfCharacter) {
      return writeEscaped(node);
    }
  }

  /** As {@link #write}, in pieces, so that what is large is nowhere in one. */
  public static Body body(JsonNode node) {
    PiecesOutput pieces = new PiecesOutput();
    try {
      MAPPER.writeValue(pieces, node);
      return pieces.take();
    } catch (IOException halfCharacter) {
      return Body.of(Buffer.buffer(writeEscaped(node)));
    }
  }

  /**
   * The same with escapes: JSON can have the first half of a character in one text and the second
   * in the next, as providers cut words, and UTF-8 can't.
   */
  private static byte[] writeEscaped(JsonNode node) {
    try {
      return ESCAPING.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible); // a tree can always be written
    }
  }

  /** The text of {@code node}, without white space. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible); // a tree can always be written
    }
  }
}
