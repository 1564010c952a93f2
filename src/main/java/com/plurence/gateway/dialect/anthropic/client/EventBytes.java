package com.plurence.gateway.dialect.anthropic.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.plurence.gateway.dialect.translation.TranslationJson;
import io.vertx.core.buffer.Buffer;

/** The bytes of events that nobody has taken yet. For one stream. */
final class EventBytes {
  private static final byte[] DELTA =
      bytes("event: content_block_delta\n" + "data: {\"type\":\"content_block_delta\",\"index\":");
  private static final byte[] END = bytes("\"}}\n\n");

  private Buffer pending = Buffer.buffer();

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  /**
   * An event.
   *
   * @param type its name, and the member {@code type} of its data
   * @param members all others
   */
  void event(String type, ObjectNode members) {
    ObjectNode data = MessageJson.object().put("type", type);
    data.setAll(members);
    pending
        .appendString("event: ")
        .appendString(type)
        .appendString("\ndata: ")
        .appendBytes(TranslationJson.write(data))
        .appendString("\n\n");
  }

  /**
   * More of a block. Most events are this one, so no tree is made for it.
   *
   * @param member the member that has the text, in a delta of this type
   */
  void delta(int index, String type, String member, String text) {
    pending
        .appendBytes(DELTA)
        .appendString(Integer.toString(index))
        .appendString(",\"delta\":{\"type\":\"")
        .appendString(type)
        .appendString("\",\"")
        .appendString(member)
        .appendString("\":\"");
    appendEscaped(text);
    pending.appendBytes(END);
  }

  private void appendEscaped(String text) {
    try {
      pending.appendBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    } catch (IllegalArgumentException halfCharacter) {
      byte[] quoted = TranslationJson.write(TextNode.valueOf(text));
      pending.appendBytes(quoted, 1, quoted.length - 2);
    }
  }

  /** Everything since the last time. */
  Buffer take() {
    Buffer taken = pending;
    pending = Buffer.buffer();
    return taken;
  }
}
