package com.plurence.gateway.sse;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a stream: the bytes for the client and the events as the filter saw them.
 *
 * @param forwarded the client's bytes, one char per byte
 */
record Seen(String forwarded, List<Event> events) {
  record Event(String name, boolean hasData, String data) {}

  /** Feeds the bytes cut at the given offsets, which ascend, and ends the stream. */
  static Seen of(byte[] stream, int... cuts) {
    SseParser parser = new SseParser(1 << 20);
    List<Event> events = new ArrayList<>();
    Buffer forwarded = Buffer.buffer();
    SseFilter all = event -> events.add(copyOf(event));
    int from = 0;
    for (int cut : cuts) {
      forwarded.appendBuffer(
          parser.feed(Buffer.buffer().appendBytes(stream, from, cut - from), all));
      from = cut;
    }
    forwarded.appendBuffer(
        parser.feed(Buffer.buffer().appendBytes(stream, from, stream.length - from), all));
    forwarded.appendBuffer(parser.finish(all));
    return new Seen(Bytes.text(forwarded), events);
  }

  static Event copyOf(SseEvent event) {
    return new Event(event.name(), event.hasData(), event.dataText());
  }
}
