package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** The same rules said naively: the whole stream at hand, as text, line by line. */
final class ReferenceParser {
  private static final String BYTE_ORDER_MARK =
      Bytes.text(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});

  private ReferenceParser() {}

  static Seen read(byte[] stream) {
    String text = Bytes.text(stream);
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
    StringBuilder forwarded = new StringBuilder();
    List<Seen.Event> events = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (int i = 0; i < lines.length - 1; i++) {
      if (!lines[i].isEmpty()) {
        block.add(lines[i]);
      } else if (!block.isEmpty()) {
        events.add(event(block, forwarded));
        block.clear();
      }
    }
    block.addAll(lines[lines.length - 1].isEmpty() ? List.of() : List.of(lines[lines.length - 1]));
    StringBuilder rest = new StringBuilder();
    if (!block.isEmpty()) {
      Seen.Event last = event(block, rest);
      if (last.data().strip().equals("[DONE]")) {
        events.add(last);
        forwarded.append(rest);
      }
    }
    return new Seen(forwarded.toString(), events);
  }

  private static Seen.Event event(List<String> block, StringBuilder forwarded) {
    String name = "";
    List<String> data = new ArrayList<>();
    for (String line : block) {
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      forwarded.append(field).append(": ").append(value).append('\n');
      if (field.equals("data")) {
        data.add(value);
      } else if (field.equals("event")) {
        name = value;
      }
    }
    forwarded.append('\n');
    return new Seen.Event(
        new String(Bytes.of(name), UTF_8),
        !data.isEmpty(),
        new String(Bytes.of(String.join("\n", data)), UTF_8));
  }
}
