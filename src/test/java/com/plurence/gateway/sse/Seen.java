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

  /** Keeps all events, and takes {@code [DONE]} for the marker of the end. */
  static final class Noted implements SseFilter {
    private final List<Event> events = new ArrayList<>();

    @Override
    public boolean keep(SseEvent event) {
      return events.add(copyOf(event));
    }

    @Override
    public boolean isEnd(SseEvent event) {
      return event.dataText().strip().equals("[DONE]");
    }
  }

  /** Feeds the bytes cut at the given offsets, which ascend, and ends the stream. */
  static Seen of(byte[] stream, int... cuts) {
    SseParser parser = new SseParser(1 << 20);
    Noted all = new Noted();
    Buffer forwarded = Buffer.buffer();
    int from = 0;
    for (int cut : cuts) {
      forwarded.appendBuffer(
          parser.feed(Buffer.buffer().appendBytes(stream, from, cut - from), all));
      from = cut;
    }
    forwarded.appendBuffer(
        parser.feed(Buffer.buffer().appendBytes(stream, from, stream.length - from), all));
    forwarded.appendBuffer(parser.finish(all));
    return new Seen(Bytes.text(forwarded), all.events);
  }

  static Event copyOf(SseEvent event) {
    return new Event(event.name(), event.hasData(), event.dataText());
  }
}
