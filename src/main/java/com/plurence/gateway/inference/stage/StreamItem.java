package com.plurence.gateway.inference.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.extension.StreamEditor;
import com.plurence.gateway.extension.StreamEvent;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One event of a stream, or a comment, as its bytes in canonical form and as an editor sees it.
 *
 * @param event empty for what no editor is shown: comments, and a marker of the end, which is no
 *     JSON
 */
record StreamItem(Buffer bytes, Optional<StreamEvent> event, boolean isEnd) {
  private static final byte LF = '\n';
  private static final String DATA = "data: ";
  private static final String NAME = "event: ";
  private static final int MOST_EVENTS = 256;
  private static final int MOST_CHARACTERS = 1024 * 1024;

  /** Cuts whole events in canonical form: each ends with a blank line, lines end in LF. */
  static List<StreamItem> split(Buffer events, ClientDialect dialect) {
    List<StreamItem> items = new ArrayList<>();
    int start = 0;
    for (int at = 1; at < events.length(); at++) {
      if (events.getByte(at) == LF && events.getByte(at - 1) == LF) {
        items.add(read(events.slice(start, at + 1), dialect));
        start = at + 1;
      }
    }
    if (start < events.length()) {
      items.add(read(events.slice(start, events.length()), dialect));
    }
    return items;
  }

  private static StreamItem read(Buffer bytes, ClientDialect dialect) {
    String name = "";
    List<String> data = new ArrayList<>(1);
    for (String line : bytes.toString(UTF_8).split("\n", -1)) {
      if (line.startsWith(DATA)) {
        data.add(line.substring(DATA.length()));
      } else if (line.startsWith(NAME)) {
        name = line.substring(NAME.length());
      }
    }
    String payload = String.join("\n", data);
    boolean isEnd = dialect.isEnd(payload);
    boolean shown = !data.isEmpty() && !(isEnd && !payload.startsWith("{"));
    return new StreamItem(
        bytes, shown ? Optional.of(new StreamEvent(name, payload)) : Optional.empty(), isEnd);
  }

  static long length(List<StreamItem> items) {
    return items.stream().mapToLong(item -> item.bytes().length()).sum();
  }

  static Buffer join(List<StreamItem> items) {
    if (items.size() == 1) {
      return items.get(0).bytes();
    }
    Buffer joined = Buffer.buffer();
    items.forEach(item -> joined.appendBuffer(item.bytes()));
    return joined;
  }

  /** Adds what {@code editor} makes of this; on the thread of the extension. */
  void editInto(List<StreamItem> edited, StreamEditor editor, ClientDialect dialect) {
    if (isEnd) {
      endInto(edited, editor, dialect);
    } else if (event.isPresent()) {
      for (StreamEvent result : checked(editor.edit(event.get()))) {
        edited.add(result.equals(event.get()) ? this : written(result, dialect));
      }
    } else {
      edited.add(this);
    }
  }

  /** What an editor adds stands before the end; an end that it leaves out is there all the same. */
  private void endInto(List<StreamItem> edited, StreamEditor editor, ClientDialect dialect) {
    StreamItem end = this;
    if (event.isPresent()) {
      for (StreamEvent result : checked(editor.edit(event.get()))) {
        if (!dialect.isEnd(result.data())) {
          edited.add(written(result, dialect));
        } else if (!result.equals(event.get())) {
          end = new StreamItem(bytes(result), Optional.of(result), true);
        }
      }
    }
    checked(editor.end()).forEach(added -> edited.add(written(added, dialect)));
    edited.add(end);
  }

  private static List<StreamEvent> checked(List<StreamEvent> events) {
    long characters = events.stream().mapToLong(event -> event.data().length()).sum();
    if (events.size() > MOST_EVENTS || characters > MOST_CHARACTERS) {
      throw new IllegalArgumentException("too much in the place of one event");
    }
    return events;
  }

  private static StreamItem written(StreamEvent event, ClientDialect dialect) {
    if (dialect.isEnd(event.data()) || event.name().equals("error")) {
      throw new IllegalArgumentException("only the gateway ends a stream");
    }
    return new StreamItem(bytes(event), Optional.of(event), false);
  }

  private static Buffer bytes(StreamEvent event) {
    byte[] data = event.data().getBytes(UTF_8);
    return event.name().isEmpty() ? SseWriter.data(data) : SseWriter.event(event.name(), data);
  }
}
