package com.plurence.gateway.dialect.request;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.plurence.gateway.dialect.Splice;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The name of the model in the body of a request.
 *
 * @param text decoded, as the client knows the model
 * @param from offset of its opening quote
 * @param to offset behind its closing quote
 */
public record ModelName(String text, long from, long to) {
  static final ModelName NONE = new ModelName("", 0, 0);

  /** What puts {@code upstreamModel} in its place: nothing where that is the same. */
  public List<Splice> replacedBy(String upstreamModel) {
    return text.equals(upstreamModel)
        ? List.of()
        : List.of(new Splice(from, to, quoted(upstreamModel)));
  }

  private static Buffer quoted(String text) {
    byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    return Buffer.buffer(escaped.length + 2)
        .appendByte((byte) '"')
        .appendBytes(escaped)
        .appendByte((byte) '"');
  }
}
