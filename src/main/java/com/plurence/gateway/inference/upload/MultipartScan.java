package com.plurence.gateway.inference.upload;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one multipart body while it passes, and finds the field {@code model}. Keeps no more of it
 * than a boundary, the head of one part or the name of the model. Strict: what another reader could
 * take for a second field is refused, since the provider would read what the gateway has not
 * checked. For one thread.
 */
final class MultipartScan {
  private static final String MODEL = "model";
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final int LONGEST_MODEL = 256;
  private static final int LONGEST_MODEL_BYTES = 4 * LONGEST_MODEL;

  /** Where in the body the next byte stands. */
  private enum Place {
    BEGINNING,
    AFTER_BOUNDARY,
    HEAD,
    CONTENT,
    MODEL_CONTENT,
    EPILOGUE
  }

  /**
   * The model and where its name stands.
   *
   * @param from offset of its first byte
   * @param to offset behind its last byte
   */
  record Found(String model, long from, long to) {}

  private final BoundarySearch boundary;
  private Place place = Place.BEGINNING;
  private Optional<Found> found = Optional.empty();

  /** What has come and could not be read yet, and then the piece that is read. */
  private byte[] bytes = {};

  private int size;

  /** The offset in the body of {@code bytes[0]}. */
  private long base;

  private int contentFrom;

  MultipartScan(String boundary) {
    this.boundary = new BoundarySearch(boundary);
  }

  /** The model, once its part has come. */
  Optional<Found> found() {
    return found;
  }

  /**
   * Reads the next piece.
   *
   * @throws GatewayException MALFORMED_MULTIPART, or VALIDATION_FAILED naming the model
   */
  void feed(Buffer piece) {
    int needed = size + piece.length();
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, needed);
    }
    piece.getBytes(bytes, size);
    size = needed;
    int at = 0;
    int next = step(at);
    while (next != at) {
      at = next;
      next = step(at);
    }
    keepFrom(at);
  }

  /** The body ends here. */
  Found finish() {
    if (place != Place.EPILOGUE) {
      throw malformed(size);
    }
    return found.orElseThrow(() -> wrong("is required"));
  }

  private void keepFrom(int at) {
    System.arraycopy(bytes, at, bytes, 0, size - at);
    size -= at;
    base += at;
    contentFrom -= at;
  }

  /** Reads on; the index of the first byte that is still needed. */
  private int step(int at) {
    return switch (place) {
      case BEGINNING -> beginning(at);
      case AFTER_BOUNDARY -> afterBoundary(at);
      case HEAD -> head(at);
      case CONTENT, MODEL_CONTENT -> content(at);
      case EPILOGUE -> epilogue(at);
    };
  }

  private int beginning(int at) {
    if (size - at < boundary.length()) {
      return at;
    }
    if (!boundary.isAt(bytes, at)) {
      throw malformed(at);
    }
    place = Place.AFTER_BOUNDARY;
    return at + boundary.length();
  }

  private int afterBoundary(int at) {
    if (size - at < 2) {
      return at;
    }
    if (bytes[at] == '-' && bytes[at + 1] == '-') {
      place = Place.EPILOGUE;
    } else if (isLineEnd(at)) {
      place = Place.HEAD;
    } else {
      throw malformed(at);
    }
    return at + 2;
  }

  private int head(int at) {
    int limit = Math.min(size, at + LONGEST_HEAD);
    for (int i = at; i + 3 < limit; i++) {
      if (isLineEnd(i) && isLineEnd(i + 2)) {
        begin(PartHead.read(bytes, at, i).orElseThrow(() -> malformed(at)));
        contentFrom = i + 4;
        return i + 4;
      }
    }
    if (limit < size) {
      throw malformed(limit);
    }
    return at;
  }

  private void begin(PartHead head) {
    if (!isModelInAnyCase(head.name())) {
      place = Place.CONTENT;
      return;
    }
    if (!head.name().equals(MODEL)) {
      throw wrong("must not occur in another spelling");
    }
    if (found.isPresent()) {
      throw wrong("must not occur twice");
    }
    if (head.isFile() || !head.isPlain()) {
      throw wrong("must be a text in UTF-8, not a file");
    }
    place = Place.MODEL_CONTENT;
  }

  private static boolean isModelInAnyCase(String name) {
    return name.equalsIgnoreCase(MODEL);
  }

  private int content(int at) {
    int end = boundary.find(bytes, at, size);
    if (end < 0) {
      if (place == Place.MODEL_CONTENT) {
        if (size - contentFrom > LONGEST_MODEL_BYTES + boundary.length()) {
          throw tooLong();
        }
        return at;
      }
      // The line end before a boundary may be the last that has come.
      return Math.max(at, size - boundary.length() - 1);
    }
    if (end - 2 < contentFrom || !isLineEnd(end - 2)) {
      throw malformed(end);
    }
    if (place == Place.MODEL_CONTENT) {
      found = Optional.of(model(contentFrom, end - 2));
    }
    place = Place.AFTER_BOUNDARY;
    return end + boundary.length();
  }

  private Found model(int from, int to) {
    if (to - from > LONGEST_MODEL_BYTES) {
      throw tooLong();
    }
    String model;
    try {
      model =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, from, to - from))
              .toString();
    } catch (CharacterCodingException e) {
      throw wrong("must be a text in UTF-8, not a file");
    }
    if (model.isEmpty()) {
      throw wrong("must not be empty");
    }
    if (model.length() > LONGEST_MODEL) {
      throw tooLong();
    }
    return new Found(model, base + from, base + to);
  }

  private int epilogue(int at) {
    if (boundary.find(bytes, at, size) >= 0) {
      throw malformed(at);
    }
    return Math.max(at, size - boundary.length() + 1);
  }

  private boolean isLineEnd(int at) {
    return bytes[at] == '\r' && bytes[at + 1] == '\n';
  }

  private GatewayException malformed(int at) {
    return ErrorCode.MALFORMED_MULTIPART.toException(base + at);
  }

  private static GatewayException tooLong() {
    return wrong("must not be longer than " + LONGEST_MODEL + " characters");
  }

  private static GatewayException wrong(String message) {
    return ErrorCode.VALIDATION_FAILED.toException(List.of(new FieldError(MODEL, message)));
  }
}
